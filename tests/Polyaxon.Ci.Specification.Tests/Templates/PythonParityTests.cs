using System.Text.Json;
using Polyaxon.Ci.Testing;

namespace Polyaxon.Ci.Specification.Tests.Templates;

public class PythonParityTests
{
    [Fact]
    public void Templates_print_what_Jinja_prints()
    {
        var failures = new List<string>();
        var path = Repository.PathTo("tests", "Polyaxon.Ci.Specification.Tests", "cases", "templates", "python.jsonl");
        foreach (var line in File.ReadLines(path))
        {
            using var row = JsonDocument.Parse(line);
            var template = row.RootElement.GetProperty("template").GetString()!;
            var expected = row.RootElement.GetProperty("text").GetString()!;

            // Between marks, because a command's outer blanks are not kept.
            var read = TemplateCase.Read($"<{template.TrimEnd('\n')}>");
            var actual = TemplateCase.Errors(read) is [] ? TemplateCase.Outcome(read) : read.Diagnostics[0].ToString();
            if (actual != $"<{expected}>" && actual != $"set -e\n<{expected}>")
            {
                failures.Add($"{template}: expected <{expected}>, got {actual}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
