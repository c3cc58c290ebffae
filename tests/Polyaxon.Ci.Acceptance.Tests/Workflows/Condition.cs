using System.Text.Json;

namespace Polyaxon.Ci.Acceptance.Tests.Workflows;

/// <summary>A condition of a workflow or of the action.</summary>
/// <param name="Json">What <c>conditions.mjs</c> says of it.</param>
internal sealed record Condition(JsonElement Json)
{
    private static readonly string[] Fetched =
    [
        "resume",
        "plan",
        "stop",
        "previous",
        "restore",
        "results",
        "ledgers",
        "continue",
    ];

    /// <summary>The expression.</summary>
    public string If => Text("if");

    /// <summary>The table that it is tested with.</summary>
    public string Kind =>
        Text("step") switch
        {
            "" => Text("job").Split('_')[0],
            "actions/download-artifact" => "download",
            "actions/upload-artifact" => $"upload {Folder}",
            var step => step.Replace("actions/", "", StringComparison.Ordinal),
        };

    private string Folder => Text("path").Split('/')[^1].Split('\'')[0];

    /// <summary>The contexts in a state.</summary>
    public object Values(ConditionRow row) =>
        Kind switch
        {
            "plan" => new { },
            "legs" => new { needs = Legs(row) },
            "gather" => new
            {
                needs = Needs(id => id.StartsWith("legs_", StringComparison.Ordinal) ? row["legs"] : row["planned"]),
            },
            "verdict" => new { needs = Needs(id => id == "plan" ? row["plan"] : row["gathers"]) },
            "setup-dotnet" => new { inputs = new Dictionary<string, string> { ["dotnet-version"] = row["dotnet"] } },
            "checkout" => new
            {
                inputs = new Dictionary<string, string> { ["action-repository"] = row["given"] },
                job = new { workflow_repository = row["known"] },
            },
            "download" => new
            {
                steps = new
                {
                    prepare = new
                    {
                        outputs = Fetched.ToDictionary(name => name, name => name == Own ? row["own"] : row["others"]),
                    },
                },
            },
            _ => Upload(row),
        };

    /// <summary>The output of the action's first step that a download is to wait for, by the folder it fetches into.</summary>
    private string Own =>
        Folder switch
        {
            "plans" => "ledgers",
            var folder => folder.Replace("polyaxon-", "", StringComparison.Ordinal),
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} ({Text("job")}: {If})";

    private Dictionary<string, object> Legs(ConditionRow row) =>
        Needs(
            _ => row["planned"],
            new Dictionary<string, string>
            {
                ["stop"] = row["stop"],
                ["count"] = row["count"],
                ["matrix"] = row["matrix"],
            }
        );

    private Dictionary<string, object> Needs(
        Func<string, string> result,
        IReadOnlyDictionary<string, string>? outputs = null
    ) =>
        Json.GetProperty("needs")
            .EnumerateArray()
            .Select(id => id.GetString()!)
            .ToDictionary(
                id => id,
                id => (object)new { result = result(id), outputs = outputs ?? new Dictionary<string, string>() }
            );

    private static object Upload(ConditionRow row)
    {
        string Of(string column) => row.Fields.ContainsKey(column) ? row[column] : "";
        return new
        {
            inputs = new Dictionary<string, string>
            {
                ["command"] = row["command"],
                ["artifact-mode"] = row["mode"],
                ["leg"] = Of("leg"),
                ["plan-next"] = Of("next"),
            },
            steps = new
            {
                run = new
                {
                    outputs = new Dictionary<string, string>
                    {
                        ["results-artifact"] = Of("results"),
                        ["stop-marker"] = Of("marker"),
                        ["ledger-artifact"] = Of("ledger"),
                        ["count"] = Of("count"),
                    },
                },
            },
        };
    }

    private string Text(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
