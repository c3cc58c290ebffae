using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Tests;

public class DiagnosticBagTests
{
    [Fact]
    public void More_faults_than_are_listed_are_counted_in_one_note_at_the_end_of_their_file()
    {
        var bag = new DiagnosticBag();
        for (var line = 1; line <= 250; line++)
        {
            bag.Add(StructureRules.OldBoolean, At("a", line), "old");
        }

        bag.Add(StructureRules.UnknownField, At("b", 1), "unknown");
        for (var line = 1; line <= 150; line++)
        {
            bag.Add(StructureRules.UnknownField, At("a", line), "unknown");
            bag.Add(StructureRules.UnknownField, At("a", line), "unknown");
        }

        var found = bag.ToImmutable();

        Assert.Equal((2 * DiagnosticBag.Capacity) + 2, found.Length);
        Assert.True(bag.HasErrors);
        Assert.Equal(DiagnosticBag.Capacity + 1, found.Count(fault => fault.Severity == DiagnosticSeverity.Error));
        var note = found[^2];
        Assert.Equal(FileRules.MoreFaults, note.Rule);
        Assert.Equal(At("a", 101), note.Span);
        Assert.Contains("50 errors and 150 warnings", note.Message, StringComparison.Ordinal);
        Assert.Equal("b", found[^1].Span.File);
    }

    [Fact]
    public void A_message_is_asked_for_only_when_it_is_listed()
    {
        var bag = new DiagnosticBag();
        var asked = 0;
        for (var line = 1; line <= 5000; line++)
        {
            bag.Add(StructureRules.UnknownField, At("a", line), () => $"{++asked}");
        }

        Assert.Equal(DiagnosticBag.Capacity, asked);
    }

    private static SourceSpan At(string file, int line) => new(file, line, 1, line, 2);
}
