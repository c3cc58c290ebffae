using System.Collections.Immutable;
using Polyaxon.Ci.Specification.Diagnostics;

namespace Polyaxon.Ci.Specification.Templates;

/// <summary>
/// Parses a text with Jinja's marks: <c>{{ }}</c>, <c>{% if %}</c>, <c>{% raw %}</c>, <c>{# #}</c> and the blank control <c>-</c>.
/// <c>{#</c> starts a comment only where <c>#}</c> follows and no <c>$</c> stands before, so that <c>${#list[@]}</c> of a shell stays text.
/// </summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 20;

    private readonly string _text;
    private int _at;
    private bool _trimNext;

    private readonly int _lastCommentEnd;

    private TemplateParser(string text)
    {
        _text = text;
        _lastCommentEnd = text.LastIndexOf("#}", StringComparison.Ordinal);
    }

    /// <summary>A <c>{% %}</c> tag: its first word and where the rest stands.</summary>
    private sealed record Tag(string Word, int Offset, int Start, int End);

    /// <summary>Whether a text has anything to parse.</summary>
    public static bool IsTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal)
        || text.Contains("{%", StringComparison.Ordinal)
        || text.Contains("{#", StringComparison.Ordinal);

    /// <summary>The parsed template; throws <see cref="TemplateFault"/>.</summary>
    public static TemplateText Parse(string text)
    {
        var parser = new TemplateParser(text);
        var parts = parser.ParseParts(0, out var tag);
        return tag is null ? new TemplateText(parts) : throw parser.Stray(tag);
    }

    /// <summary>Parts up to the end of the text or a tag that is not the start of a part.</summary>
    private ImmutableArray<TemplatePart> ParseParts(int depth, out Tag? end)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        end = null;
        while (true)
        {
            var mark = FindMark(_at);
            AddLiteral(parts, _text[_at..mark], TrimsBefore(mark));
            _at = mark;
            if (mark == _text.Length)
            {
                return parts.ToImmutable();
            }

            if (_text[mark + 1] == '{')
            {
                var (start, stop) = Inside("}}");
                parts.Add(new OutputPart(new ExpressionParser(ExpressionLexer.Split(_text, start, stop)).ParseAll()));
            }
            else if (_text[mark + 1] == '#')
            {
                Inside("#}");
            }
            else if (ParseTag() is { Word: "if" } opening)
            {
                parts.Add(ParseIf(opening, depth + 1));
            }
            else if (_lastTag is { Word: "raw" })
            {
                parts.Add(new LiteralPart(ParseRaw(_lastTag)));
            }
            else
            {
                end = _lastTag;
                return parts.ToImmutable();
            }
        }
    }

    private Tag? _lastTag;

    private Tag ParseTag()
    {
        var offset = _at;
        var (start, stop) = Inside("%}");
        var tokens = ExpressionLexer.Split(_text, start, stop);
        var word = tokens[0].Kind == TokenKind.Name ? tokens[0].Text : "";
        _lastTag = new Tag(word, offset, tokens[0].Offset + (word.Length > 0 ? word.Length : 0), stop);
        return _lastTag;
    }

    private IfPart ParseIf(Tag opening, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new TemplateFault(TemplateRules.Syntax, opening.Offset, 2, "Conditions are nested too deeply here.");
        }

        var branches = ImmutableArray.CreateBuilder<IfBranch>();
        Expression? condition = Condition(opening);
        while (true)
        {
            var parts = ParseParts(depth, out var tag);
            branches.Add(new IfBranch(condition, parts));
            switch (tag?.Word)
            {
                case "elif" when condition is not null:
                    condition = Condition(tag);
                    break;
                case "else" when condition is not null:
                    condition = null;
                    break;
                case "endif":
                    return new IfPart(branches.ToImmutable());
                case null:
                    throw new TemplateFault(
                        TemplateRules.Syntax,
                        opening.Offset,
                        2,
                        "This '{% if %}' has no '{% endif %}'."
                    );
                default:
                    throw Stray(tag);
            }
        }
    }

    private Expression Condition(Tag tag) =>
        new ExpressionParser(ExpressionLexer.Split(_text, tag.Start, tag.End)).ParseAll();

    private string ParseRaw(Tag opening)
    {
        for (
            var at = _text.IndexOf("{%", _at, StringComparison.Ordinal);
            at >= 0;
            at = _text.IndexOf("{%", at + 2, StringComparison.Ordinal)
        )
        {
            var close = _text.IndexOf("%}", at, StringComparison.Ordinal);
            if (close > 0 && _text[(at + 2)..close].Trim(' ', '-') == "endraw")
            {
                var raw = _text[_at..at];
                _at = close + 2;
                return raw;
            }
        }

        throw new TemplateFault(TemplateRules.Syntax, opening.Offset, 2, "This '{% raw %}' has no '{% endraw %}'.");
    }

    /// <summary>Moves behind the closing mark; answers with what stands inside, without blank control.</summary>
    private (int Start, int End) Inside(string closing)
    {
        var start = _at + 2;
        var stop = Close(start, closing);
        if (stop < 0)
        {
            throw new TemplateFault(
                TemplateRules.Syntax,
                _at,
                2,
                $"'{_text.Substring(_at, 2)}' is never closed with '{closing}'. Write '{{% raw %}}…{{% endraw %}}' around text that is no template."
            );
        }

        _at = stop + 2;
        _trimNext = stop > start && _text[stop - 1] == '-';
        return (
            start < stop && _text[start] == '-' ? start + 1 : start,
            _trimNext && stop - 1 > start ? stop - 1 : stop
        );
    }

    /// <summary>Where the closing mark stands, quoted texts left out.</summary>
    private int Close(int at, string closing)
    {
        var quote = '\0';
        for (; at + 1 < _text.Length; at++)
        {
            if (quote != '\0')
            {
                quote = _text[at] == quote && _text[at - 1] != '\\' ? '\0' : quote;
            }
            else if (closing != "#}" && _text[at] is '\'' or '"')
            {
                quote = _text[at];
            }
            else if (string.CompareOrdinal(_text, at, closing, 0, 2) == 0)
            {
                return at;
            }
        }

        return -1;
    }

    private int FindMark(int from)
    {
        for (var at = _text.IndexOf('{', from); at >= 0 && at + 1 < _text.Length; at = _text.IndexOf('{', at + 1))
        {
            var isComment = _text[at + 1] == '#' && (at == 0 || _text[at - 1] != '$') && at + 2 <= _lastCommentEnd;
            if (_text[at + 1] is '{' or '%' || isComment)
            {
                return at;
            }
        }

        return _text.Length;
    }

    private bool TrimsBefore(int mark) => mark + 2 < _text.Length && _text[mark + 2] == '-' && mark < _text.Length;

    private void AddLiteral(ImmutableArray<TemplatePart>.Builder parts, string text, bool trimEnd)
    {
        text = _trimNext ? text.TrimStart() : text;
        text = trimEnd ? text.TrimEnd() : text;
        _trimNext = false;
        if (text.Length > 0)
        {
            parts.Add(new LiteralPart(text));
        }
    }

    private TemplateFault Stray(Tag tag) =>
        tag.Word is "elif" or "else" or "endif" or "endraw"
            ? new TemplateFault(
                TemplateRules.Syntax,
                tag.Offset,
                2,
                $"'{{% {tag.Word} %}}' stands here without its beginning."
            )
            : new TemplateFault(
                TemplateRules.Syntax,
                tag.Offset,
                Math.Min(_text.Length - tag.Offset, 2 + tag.Word.Length),
                $"The tag '{{% {tag.Word} %}}' is not known; there are if, elif, else, endif and raw."
            );
}
