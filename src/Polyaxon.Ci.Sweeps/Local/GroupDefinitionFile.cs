using System.Text.Json;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Text;
using Polyaxon.Ci.Specification.Values;
using Polyaxon.Ci.Sweeps.Execution;

namespace Polyaxon.Ci.Sweeps.Local;

/// <summary>The text of <c>group.json</c>.</summary>
internal static class GroupDefinitionFile
{
    private const int Schema = 1;

    /// <summary>Writes a definition; it is on the disk when this returns.</summary>
    public static void Write(string path, GroupDefinition group) =>
        AtomicFile.Write(path, JsonText.Format(ToValue(group)) + "\n", durable: true);

    /// <summary>Reads a definition; null when there is none that can be understood.</summary>
    public static GroupDefinition? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            return root.GetProperty("schema").GetInt32() == Schema ? Read(root) : null;
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
            )
        {
            return null;
        }
    }

    private static MapValue ToValue(GroupDefinition group) =>
        new([
            new("schema", Value.Of(Schema)),
            new("key", Value.Of(group.Key)),
            new(
                "files",
                new ListValue([
                    .. group.Files.Select(file => new MapValue([
                        new("name", Value.Of(file.File)),
                        new("text", Value.Of(file.Content)),
                    ])),
                ])
            ),
            new("params", new ListValue([.. group.Params.Select(Value.Of)])),
            new("workingDirectory", Value.Of(group.WorkingDirectory)),
            new("project", Value.Of(group.Project)),
            new("user", Value.Of(group.User)),
            new("seed", Value.Of(group.Seed)),
            new("metric", OrNull(group.Objective?.Name)),
            new("maximize", Value.Of(group.Objective?.Optimization == Optimization.Maximize)),
            new("engine", Value.Of(group.Engine)),
            new("shell", OrNull(group.Shell)),
            new("timeoutSeconds", group.TimeoutSeconds is { } seconds ? Value.Of(seconds) : Value.Null),
            new("retries", Value.Of(group.Retries)),
            new("maxFailures", group.MaxFailures is { } most ? Value.Of(most) : Value.Null),
            new("failOn", OrNull(group.FailOn)),
            new("skipBuild", Value.Of(group.SkipBuild)),
            new("async", Value.Of(group.IsAsync)),
        ]);

    private static GroupDefinition Read(JsonElement root) =>
        new()
        {
            Key = root.GetProperty("key").GetString()!,
            Files =
            [
                .. root.GetProperty("files")
                    .EnumerateArray()
                    .Select(file => new SourceText(
                        file.GetProperty("name").GetString()!,
                        file.GetProperty("text").GetString()!
                    )),
            ],
            Params = [.. root.GetProperty("params").EnumerateArray().Select(text => text.GetString()!)],
            WorkingDirectory = root.GetProperty("workingDirectory").GetString()!,
            Project = root.GetProperty("project").GetString()!,
            User = root.GetProperty("user").GetString()!,
            Seed = root.GetProperty("seed").GetInt64(),
            Objective = root.GetProperty("metric").GetString() is { } name
                ? new MetricGoal(
                    name,
                    root.GetProperty("maximize").GetBoolean() ? Optimization.Maximize : Optimization.Minimize
                )
                : null,
            Engine = root.GetProperty("engine").GetString()!,
            Shell = root.GetProperty("shell").GetString(),
            TimeoutSeconds = Optional(root, "timeoutSeconds")?.GetDouble(),
            Retries = root.GetProperty("retries").GetInt32(),
            MaxFailures = Optional(root, "maxFailures")?.GetInt32(),
            FailOn = root.GetProperty("failOn").GetString(),
            SkipBuild = root.GetProperty("skipBuild").GetBoolean(),
            IsAsync = root.GetProperty("async").GetBoolean(),
        };

    private static JsonElement? Optional(JsonElement root, string name) =>
        root.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    private static Value OrNull(string? text) => text is null ? Value.Null : Value.Of(text);
}
