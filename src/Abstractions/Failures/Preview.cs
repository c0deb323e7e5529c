using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Failures;

/// <summary>
/// An input in one line, for people who look for what failed. Never runs code of a user's type, never throws, and reads no more of a value
/// than it shows.
/// </summary>
internal static class Preview
{
    /// <summary>Characters of a preview, at most.</summary>
    public const int MaxLength = 200;

    /// <summary>The preview of a value; null for an item of a function without arguments.</summary>
    public static string? Of(object? value)
    {
        if (value is Unit or ValueTuple)
        {
            return null;
        }

        if (value is IPreviewed known)
        {
            return known.Preview();
        }

        var text = new PreviewText(MaxLength);
        try
        {
            PreviewWriter.Write(text, value, depth: 0);
        }
        catch (Exception)
        {
            // Something changed under our hands, or cannot be read: what is there so far has to do.
            text.End();
        }

        return text.ToString();
    }

    /// <summary>What stands for an input that is too large to be looked at.</summary>
    public static string OfLarge(Type type, long bytes)
    {
        var text = new PreviewText(MaxLength);
        text.Append(TypeDisplay.Of(type));
        text.Append(string.Create(System.Globalization.CultureInfo.InvariantCulture, $" of {bytes} bytes"));
        return text.ToString();
    }
}
