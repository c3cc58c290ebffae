using System.Text.Json;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>A job of an emulated run.</summary>
/// <param name="Json">What the emulator says of it.</param>
internal sealed record EmulatedJob(JsonElement Json)
{
    /// <summary>What the jobs that need it see: success, failure or skipped.</summary>
    public string Result => Json.GetProperty("result").GetString()!;

    /// <summary>How it ended itself, whether that is tolerated or not.</summary>
    public string Conclusion => Json.GetProperty("conclusion").GetString()!;

    /// <summary>Its jobs of a matrix; itself where there is none.</summary>
    public IReadOnlyList<EmulatedJob> Legs =>
        Json.TryGetProperty("legs", out var legs)
            ? [.. legs.EnumerateArray().Select(leg => new EmulatedJob(leg))]
            : [this];

    /// <summary>An output; empty when there is none.</summary>
    public string Output(string name) =>
        Json.GetProperty("outputs").TryGetProperty(name, out var value) ? value.GetString()! : "";

    /// <summary>Everything that its steps printed.</summary>
    public string Log => Text("log");

    /// <summary>What its steps put into the run's summary.</summary>
    public string Summary => Text("summary");

    /// <summary>The log commands that the runner would have carried out, as <c>command|properties|message</c>.</summary>
    public IReadOnlyList<string> Commands =>
        Json.TryGetProperty("commands", out var commands)
            ?
            [
                .. commands
                    .EnumerateArray()
                    .Select(command =>
                        $"{command.GetProperty("command")}|{command.GetProperty("properties")}|{command.GetProperty("message")}"
                    ),
            ]
            : [];

    private string Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
