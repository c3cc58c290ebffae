using System.Collections.Immutable;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>
/// Reads queries such as <c>metrics.loss:&lt;0.1, status:~failed|stopped</c> and orders such as <c>-metrics.loss, started_at</c>.
/// A text in double quotes stands for itself. The first fault is told with its place.
/// </summary>
public static class QueryParser
{
    private const int MaxTerms = 100;

    /// <summary>Reads conditions separated by commas; empty ones are passed over.</summary>
    public static (ImmutableArray<QueryTerm> Terms, QueryFault? Fault) ParseTerms(string text, FieldSet fields)
    {
        List<QueryTerm> terms = [];
        var whole = Piece.Of(text, 0, text.Length);
        if (whole.OpenQuote is >= 0 and var open)
        {
            return ([], whole.Skip(open).Fault("This quote is not closed."));
        }

        foreach (var piece in whole.Split(',').Where(piece => piece.Length > 0))
        {
            var (term, fault) = ParseTerm(piece, fields);
            if (fault is not null || term is null)
            {
                return ([], fault);
            }

            terms.Add(term);
            if (terms.Count > MaxTerms)
            {
                return ([], piece.Fault($"A query has at most {MaxTerms} conditions."));
            }
        }

        return ([.. terms], null);
    }

    /// <summary>Reads an order: fields separated by commas, with a minus for the largest first.</summary>
    public static (ImmutableArray<SortKey> Order, QueryFault? Fault) ParseOrder(string text, FieldSet fields)
    {
        List<SortKey> order = [];
        foreach (var piece in Piece.Of(text, 0, text.Length).Split(',').Where(piece => piece.Length > 0))
        {
            var isDescending = piece.Text[0] == '-';
            var name = isDescending ? piece.Skip(1) : piece;
            var (field, member, fault) = fields.Find(name);
            fault ??= field!.IsSortable ? null : name.Fault(NoOrder(field, fields));
            fault ??= order.Count < MaxTerms ? null : name.Fault($"An order has at most {MaxTerms} fields.");
            if (fault is not null)
            {
                return ([], fault);
            }

            order.Add(new SortKey(field!, member, isDescending));
        }

        return ([.. order], null);
    }

    private static string NoOrder(QueryField field, FieldSet fields)
    {
        var sortable = fields.Fields.Where(one => one.IsSortable);
        var names = sortable.Select(one => one.IsFamily ? $"{one.Name}.NAME" : one.Name);
        return $"Rows cannot be ordered by '{field.Name}', only by {string.Join(", ", names)}.";
    }

    private static (QueryTerm? Term, QueryFault? Fault) ParseTerm(Piece piece, FieldSet fields)
    {
        var colon = piece.Find(':', 0);
        if (colon < 0)
        {
            return (null, piece.Fault($"'{piece.Text}' is no condition: write FIELD:VALUE, as in status:succeeded."));
        }

        var name = piece.Inner(0, colon);
        var (field, member, fault) = fields.Find(name);
        if (field is null)
        {
            return (null, fault);
        }

        var condition = piece.Skip(colon + 1);
        var isNegated = condition.Text.StartsWith('~');
        var operand = isNegated ? condition.Skip(1) : condition;
        if (operand.Length == 0)
        {
            return (null, operand.Fault($"A value is missing after '{name.Text}:{(isNegated ? "~" : "")}'."));
        }

        (var test, fault) = ConditionParser.Parse(field, operand, fields);
        return (test is null ? null : new QueryTerm(field, member, isNegated, test), fault);
    }
}
