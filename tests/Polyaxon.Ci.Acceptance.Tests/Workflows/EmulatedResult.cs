using System.Text.Json;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>How an emulated run ended.</summary>
/// <param name="Json">The emulator's report.</param>
internal sealed record EmulatedResult(JsonElement Json)
{
    /// <summary>The run's conclusion: success or failure.</summary>
    public string Conclusion => Json.GetProperty("conclusion").GetString()!;

    /// <summary>The names of its artifacts.</summary>
    public IReadOnlyList<string> Artifacts =>
        [.. Json.GetProperty("artifacts").EnumerateArray().Select(name => name.GetString()!)];

    /// <summary>A job of the run.</summary>
    public EmulatedJob Job(string id) => new(Json.GetProperty("jobs").GetProperty(id));

    /// <summary>An output of the called workflow.</summary>
    public string Output(string name) => Json.GetProperty("outputs").GetProperty(name).GetString()!;

    /// <summary>The jobs of the workflow that a job calls.</summary>
    public EmulatedResult Called(string id) => new(Json.GetProperty("jobs").GetProperty(id));

    /// <summary>The report, for a failing test's message.</summary>
    public override string ToString() => Json.ToString();
}
