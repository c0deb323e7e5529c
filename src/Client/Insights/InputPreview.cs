using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.Insights;

/// <summary>Inputs of items in one line, for people: made of what is still here of them.</summary>
internal static class InputPreview
{
    /// <summary>An input larger than this is not kept to be shown.</summary>
    private const int MostBytes = 64 << 10;

    /// <summary>What is kept of an input that may have to be shown: a copy, or of a large one its size.</summary>
    public static KeptInput Keep(in ItemBlock input) => input.Bytes <= MostBytes
        ? new KeptInput(input with { Data = input.Data.ToArray(), Ends = input.Ends.ToArray() }, input.Bytes)
        : new KeptInput(null, input.Bytes);

    /// <summary>Shows what was kept. Runs codecs of the type, and throws nothing.</summary>
    public static string? Of<T>(KeptInput kept)
    {
        if (kept.Input is not { } input)
        {
            return Preview.OfLarge(typeof(T), kept.Bytes);
        }

        try
        {
            return Preview.Of(new BlockDecoder<T>(PayloadSerializer.Shared).Decode(input, 0));
        }
        catch (Exception)
        {
            // It was encoded here and does not decode here: there is nothing to show.
            return null;
        }
    }
}
