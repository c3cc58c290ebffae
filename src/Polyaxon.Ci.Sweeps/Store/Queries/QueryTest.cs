using System.Collections.Immutable;

namespace Polyaxon.Ci.Sweeps.Store.Queries;

/// <summary>How two numbers are compared.</summary>
public enum Comparison
{
    /// <summary>=</summary>
    Equal,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    LessOrEqual,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&gt;=</summary>
    GreaterOrEqual,
}

/// <summary>A condition on the value of a field. The family is closed.</summary>
public abstract record QueryTest
{
    private protected QueryTest() { }
}

/// <summary>Equal to one of some texts.</summary>
public sealed record OneOfTest(ImmutableArray<string> Values) : QueryTest;

/// <summary>A number compared with another.</summary>
public sealed record NumberTest(Comparison Comparison, double Number) : QueryTest;

/// <summary>A number between two, both included.</summary>
public sealed record NumberRangeTest(double Low, double High) : QueryTest;

/// <summary>A time from one (included) to another (excluded); null where there is no bound.</summary>
public sealed record TimeTest(DateTimeOffset? From, DateTimeOffset? Before) : QueryTest;

/// <summary>A text that begins, ends or contains another, whatever the case of ASCII letters.</summary>
/// <param name="Text">What is looked for.</param>
/// <param name="IsOpenBefore">Whether more may stand before it.</param>
/// <param name="IsOpenAfter">Whether more may follow.</param>
public sealed record PatternTest(string Text, bool IsOpenBefore, bool IsOpenAfter) : QueryTest;

/// <summary>A condition of a query: all of them must hold.</summary>
/// <param name="Field">What is looked at.</param>
/// <param name="Member">The parameter's or metric's name; null for other fields.</param>
/// <param name="IsNegated">Whether the test must fail. A row without the value meets neither the test nor its opposite.</param>
/// <param name="Test">The test.</param>
public sealed record QueryTerm(QueryField Field, string? Member, bool IsNegated, QueryTest Test);
