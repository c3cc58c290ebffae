using System.Collections;
using System.Security.Cryptography;
using System.Text;
using Polyaxon.Ci.Specification.Schema;
using Polyaxon.Ci.Specification.Values;

namespace Polyaxon.Ci.Sweeps.Execution;

/// <summary>
/// The image that experiments run in: the named image, or that of the Dockerfile, with the build steps run once. Its tag follows from
/// what it is made of, so that the same section is built from the client's cache.
/// </summary>
internal sealed class DockerImage(string docker, string shell, BuildSection build)
{
    private const string Workspace = "/workspace";

    /// <summary>The image's name.</summary>
    public string Tag { get; } = "polyaxon-" + Hash(shell, build);

    /// <summary>The builds, one after another.</summary>
    public IReadOnlyList<ChildCommand> Commands(ExperimentRun place)
    {
        var context = Path.GetFullPath(Path.Combine(place.WorkingDirectory, build.Context ?? "."));
        List<ChildCommand> commands = [];
        var from = build.Image ?? Tag + "-base";
        if (build.Dockerfile is { } dockerfile)
        {
            commands.Add(Build(from, Path.GetFullPath(Path.Combine(place.WorkingDirectory, dockerfile)), context));
        }

        var path = Path.Combine(place.Folder, "Dockerfile");
        File.WriteAllText(path, Text(from));
        // The store changes while experiments run; an image that held it would never come from the cache.
        File.WriteAllText(path + ".dockerignore", "**/.polyaxon\n**/.git\n");
        commands.Add(Build(Tag, path, context));
        return commands;
    }

    /// <summary>Steps as JSON: nothing in them is seen by docker's own parser, and each may have several lines.</summary>
    private string Text(string from)
    {
        StringBuilder text = new();
        text.Append("FROM ").Append(from).Append('\n');
        if (build.BuildSteps.IsEmpty)
        {
            return text.ToString();
        }

        text.Append("WORKDIR ").Append(Workspace).Append("\nCOPY . ").Append(Workspace).Append('\n');
        foreach (var (name, _) in build.EnvVars)
        {
            text.Append("ARG ").Append(name).Append('\n');
        }

        foreach (var step in build.BuildSteps)
        {
            text.Append("RUN ");
            JsonText.Append(text, new ListValue([Value.Of(shell), Value.Of("-c"), Value.Of(step)]));
            text.Append('\n');
        }

        return text.ToString();
    }

    private ChildCommand Build(string tag, string dockerfile, string context)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            environment[(string)inherited.Key] = (string?)inherited.Value ?? "";
        }

        List<string> arguments = ["build", "--tag", tag, "--file", dockerfile];
        if (build.NoCache)
        {
            arguments.Add("--no-cache");
        }

        foreach (var (name, value) in build.EnvVars)
        {
            var isClients = DockerEngine.ClientVariable(name);
            arguments.AddRange(["--build-arg", isClients ? $"{name}={value}" : name]);
            if (!isClients)
            {
                environment[name] = value;
            }
        }

        arguments.Add(context);
        return new ChildCommand(docker, arguments, context, environment);
    }

    private static string Hash(string shell, BuildSection build)
    {
        string?[] parts =
        [
            shell,
            build.Image,
            build.Dockerfile,
            build.Context,
            .. build.BuildSteps,
            .. build.EnvVars.Select(one => $"{one.Key}={one.Value}"),
        ];
        var text = JsonText.Format(new ListValue([.. parts.Select(part => Value.Of(part ?? ""))]));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
