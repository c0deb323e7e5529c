using System.Runtime.CompilerServices;

namespace OrleansPool.Options;

/// <summary>What is said when something does not hold; put together only then.</summary>
[InterpolatedStringHandler]
internal ref struct ErrorText
{
    private DefaultInterpolatedStringHandler _text;

    public ErrorText(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        isWanted = !holds;
        _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    public string ToStringAndClear() => _text.ToStringAndClear();
}
