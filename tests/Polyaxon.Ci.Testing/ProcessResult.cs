namespace Polyaxon.Ci.Testing;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to standard output, line ends folded to LF.</param>
/// <param name="Errors">What it wrote to standard error, line ends folded to LF.</param>
public sealed record ProcessResult(int Code, string Output, string Errors)
{
    /// <summary>The lines of standard output that are not empty.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>This result when the exit code is the expected one; else the test fails and shows both streams.</summary>
    public ProcessResult MustExitWith(int code) =>
        Code == code
            ? this
            : throw new Xunit.Sdk.XunitException($"Exit code {Code} where {code} was expected.\n{this}");

    /// <summary>This result when the exit code is 0; else the test fails and shows both streams.</summary>
    public ProcessResult MustSucceed() => MustExitWith(0);

    /// <summary>Everything, for a failing test's message.</summary>
    public override string ToString() =>
        $"exit code {Code}\n--- standard output\n{Output}\n--- standard error\n{Errors}";
}
