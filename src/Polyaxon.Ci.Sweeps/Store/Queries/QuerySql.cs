using System.Globalization;
using System.Text;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>Turns a query into SQL. Values and names are always parameters.</summary>
/// <param name="scope">Whose parameters and metrics are asked about; groups, which have none, need no scope.</param>
internal sealed class QuerySql(ExperimentScope scope = default)
{
    private readonly List<(string Name, object? Value)> _parameters = [];

    /// <summary>The parameters of the texts made so far.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters => _parameters;

    /// <summary>Adds a parameter and gives its name.</summary>
    public string Add(object? value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"$q{_parameters.Count}");
        _parameters.Add((name, value));
        return name;
    }

    /// <summary>The conditions, each led by <c> AND </c>.</summary>
    public string Where(IEnumerable<QueryTerm> terms)
    {
        StringBuilder text = new();
        foreach (var term in terms)
        {
            text.Append(" AND ").Append(Condition(term));
        }

        return text.ToString();
    }

    /// <summary>What to join and what to order by, for rows with the given id column.</summary>
    public (string Joins, string Order) OrderBy(IReadOnlyList<SortKey> order, string id)
    {
        StringBuilder joins = new();
        StringBuilder text = new();
        for (var i = 0; i < order.Count; i++)
        {
            var key = order[i];
            var alias = string.Create(CultureInfo.InvariantCulture, $"s{i}");
            if (key.Field.IsFamily)
            {
                joins.Append(
                    $" LEFT JOIN {key.Field.Name} {alias} ON {alias}.experiment_id = {id} AND {alias}.name = {Add(key.Member)}"
                );
            }

            foreach (var column in SortColumns(key, alias))
            {
                text.Append($"{column} IS NULL, {column}{(key.IsDescending ? " DESC" : "")}, ");
            }
        }

        return (joins.ToString(), $"{text}{id}");
    }

    private static string[] SortColumns(SortKey key, string alias) =>
        key.Field.Kind switch
        {
            FieldKind.Metric => [$"{alias}.last"],
            FieldKind.Param => [$"{alias}.number", $"{alias}.text"],
            _ => [key.Field.Column],
        };

    private string Condition(QueryTerm term) =>
        term.Field.Kind switch
        {
            FieldKind.Metric => Member("metrics", term, Negated(term, Test(term, "last"))),
            FieldKind.Param => Member("params", term, Negated(term, ParamTest(term.Test))),
            FieldKind.Tags => Negated(
                term,
                $"EXISTS (SELECT 1 FROM json_each({term.Field.Column}) WHERE value IN ({Values(term.Test)}))"
            ),
            FieldKind.Flag => Negated(term, $"{term.Field.Column} = ({Values(term.Test)} = 'true')"),
            _ => Negated(term, Test(term, term.Field.Column)),
        };

    private static string Negated(QueryTerm term, string condition) =>
        term.IsNegated ? $"NOT ({condition})" : condition;

    /// <summary>
    /// Inside the table of its own, the negation included, so that an experiment without the value meets neither a test nor its
    /// opposite.
    /// </summary>
    private string Member(string table, QueryTerm term, string condition) =>
        $"e.id IN (SELECT experiment_id FROM {table} WHERE {scope.Groups} AND name = {Add(term.Member)} AND {condition})";

    private string Test(QueryTerm term, string column) =>
        term.Test switch
        {
            NumberTest test => $"{column} {Sign(test.Comparison)} {Add(test.Number)}",
            NumberRangeTest range => $"{column} BETWEEN {Add(range.Low)} AND {Add(range.High)}",
            TimeTest time => Time(time, column),
            PatternTest pattern => $"{column} LIKE {Add(Pattern(pattern))} ESCAPE '\\'",
            OneOfTest when term.Field.Kind == FieldKind.Id => $"CAST({column} AS TEXT) IN ({Values(term.Test)})",
            OneOfTest when term.Field.Kind == FieldKind.Status => $"{column} IN ({Values(term.Test, lower: true)})",
            _ => $"{column} IN ({Values(term.Test)})",
        };

    private string ParamTest(QueryTest test) =>
        test switch
        {
            NumberTest number => $"number {Sign(number.Comparison)} {Add(number.Number)}",
            NumberRangeTest range => $"number BETWEEN {Add(range.Low)} AND {Add(range.High)}",
            OneOfTest values => $"({string.Join(" OR ", values.Values.Select(ParamEquals))})",
            _ => "0",
        };

    /// <summary>A number equals by its amount (<c>1e-1</c> is <c>0.1</c>); a truth value whatever its case.</summary>
    private string ParamEquals(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? $"(coalesce(number = {Add(number)}, 0) OR text = {Add(value)})"
        : bool.TryParse(value, out var flag) ? $"text IN ({Add(flag ? "true" : "false")}, {Add(value)})"
        : $"text = {Add(value)}";

    private string Time(TimeTest time, string column)
    {
        List<string> bounds = [];
        if (time.From is { } from)
        {
            bounds.Add($"{column} >= {Add(from.ToUnixTimeMilliseconds())}");
        }

        if (time.Before is { } before)
        {
            bounds.Add($"{column} < {Add(before.ToUnixTimeMilliseconds())}");
        }

        return string.Join(" AND ", bounds);
    }

    private string Values(QueryTest test, bool lower = false) =>
        string.Join(", ", ((OneOfTest)test).Values.Select(value => Add(lower ? value.ToLowerInvariant() : value)));

    private static string Pattern(PatternTest pattern)
    {
        var text = pattern
            .Text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"{(pattern.IsOpenBefore ? "%" : "")}{text}{(pattern.IsOpenAfter ? "%" : "")}";
    }

    private static string Sign(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            Comparison.GreaterOrEqual => ">=",
            _ => "=",
        };
}
