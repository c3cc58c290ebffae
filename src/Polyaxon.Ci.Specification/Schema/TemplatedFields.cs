using Polyaxon.Ci.Specification.Templates;

namespace Polyaxon.Ci.Specification.Schema;

/// <summary>
/// Fields of sections that may be templates: <c>environment</c>, <c>backend</c>, <c>build</c>. Nothing here acts on them, so a
/// template stays as it is and only what is written out is checked.
/// </summary>
internal static class TemplatedFields
{
    /// <summary>Checks a field that holds one of some words.</summary>
    public static void CheckChoice(this MapReader section, string key, params string[] words)
    {
        if (!IsTemplate(section, key))
        {
            section.Choice(key, words);
        }
    }

    /// <summary>Checks a finite number.</summary>
    public static void CheckNumber(this MapReader section, string key)
    {
        if (!IsTemplate(section, key))
        {
            section.Number(key);
        }
    }

    /// <summary>Checks an integer that is not negative.</summary>
    public static void CheckCount(this MapReader section, string key)
    {
        if (!IsTemplate(section, key))
        {
            section.Long(key, 0, int.MaxValue);
        }
    }

    /// <summary>Checks a list of texts.</summary>
    public static void CheckTexts(this MapReader section, string key)
    {
        if (!IsTemplate(section, key))
        {
            section.Texts(key);
        }
    }

    /// <summary>A mapping; null when absent, faulty or a template.</summary>
    public static MapReader? CheckMap(this MapReader section, string key) =>
        IsTemplate(section, key) ? null : section.Map(key);

    /// <summary>Whether a field's whole value is a text with a template.</summary>
    public static bool IsTemplate(MapReader section, string key) =>
        section.Find(key) is Text.ScalarNode scalar && TemplateParser.IsTemplate(scalar.Text);
}
