using System.Globalization;
using System.Text;

namespace OrleansPool.Failures;

/// <summary>One line of limited length. What does not fit is cut, with an ellipsis in the last place.</summary>
internal sealed class PreviewText(int maxLength)
{
    private const char Ellipsis = '…';

    private readonly StringBuilder _text = new(maxLength);

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes text as it is, but for characters that are no part of one line.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        for (int at = 0; at < text.Length && !IsFull; at++)
        {
            AppendOne(text[at], at + 1 < text.Length ? text[at + 1] : default, ref at, quote: default);
        }
    }

    /// <summary>Takes text in quotes, with escapes, up to a length.</summary>
    public void AppendQuoted(ReadOnlySpan<char> text, char quote, int most)
    {
        Put(quote);
        int end = Math.Min(text.Length, most);
        for (int at = 0; at < end && !IsFull; at++)
        {
            AppendOne(text[at], at + 1 < text.Length ? text[at + 1] : default, ref at, quote);
        }

        if (end < text.Length && !IsFull)
        {
            Put(Ellipsis);
        }

        Put(quote);
    }

    /// <summary>Ends the line here, with an ellipsis.</summary>
    public void End()
    {
        if (IsFull)
        {
            return;
        }

        if (_text.Length == maxLength)
        {
            Cut();
        }

        _text.Append(Ellipsis);
        IsFull = true;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void AppendOne(char one, char next, ref int at, char quote)
    {
        if (char.IsHighSurrogate(one) && char.IsLowSurrogate(next))
        {
            at++;
            Put([one, next]);
            return;
        }

        if (IsPlain(one) && (quote == default || (one != quote && one != '\\')))
        {
            Put(one);
            return;
        }

        Put(one switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\\' => "\\\\",
            _ when one == quote => $"\\{quote}",
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)one:X4}"),
        });
    }

    /// <summary>Whether a character takes its place in a line and stands for itself.</summary>
    private static bool IsPlain(char one) => char.GetUnicodeCategory(one) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate);

    private void Put(char one) => Put([one]);

    /// <summary>Takes characters that belong together.</summary>
    private void Put(ReadOnlySpan<char> characters)
    {
        if (IsFull)
        {
            return;
        }

        if (_text.Length + characters.Length > maxLength)
        {
            End();
            return;
        }

        _text.Append(characters);
    }

    private void Cut()
    {
        // Not in the middle of a surrogate pair.
        int cut = _text.Length > 1 && char.IsLowSurrogate(_text[^1]) ? 2 : 1;
        _text.Length -= cut;
    }
}
