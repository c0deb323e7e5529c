using OrleansPool.Payloads;

namespace OrleansPool.Failures;

/// <summary>Keeps one failure with all its causes small enough to travel beside results.</summary>
/// <param name="serializer">What values in it are written with.</param>
internal sealed class FailureBudget(PayloadSerializer serializer)
{
    /// <summary>Bytes of all encoded fields, and characters of all texts, of one failure.</summary>
    public const int Bytes = 1 << 20;

    /// <summary>Characters of one text.</summary>
    public const int TextLimit = 256 << 10;

    private int _left = Bytes;

    public PayloadSerializer Serializer => serializer;

    /// <summary>Takes that much if it is there.</summary>
    public bool Take(int bytes)
    {
        if (bytes > _left)
        {
            return false;
        }

        _left -= bytes;
        return true;
    }

    /// <summary>The text, or its beginning with a note.</summary>
    public string Cut(string text)
    {
        int length = Math.Min(text.Length, Math.Min(TextLimit, _left));
        _left -= length;
        return length == text.Length ? text : $"{text.AsSpan(0, length)}… (cut: {text.Length} characters)";
    }
}
