using OrleansPool.Payloads;

namespace OrleansPool.Feeding;

/// <summary>Where a feeder puts what it read, in order of the items.</summary>
internal interface IFeedTarget
{
    /// <summary>Neighbouring items, encoded.</summary>
    void OnChunk(long first, ItemBlock items);

    /// <summary>An item that cannot be encoded: it fails alone and is not sent.</summary>
    void OnItemFailed(FailedItem failure);

    /// <summary>The input is at its end.</summary>
    /// <param name="total">Items that were read.</param>
    /// <param name="error">What the input threw instead of its next item, or null.</param>
    void OnInputEnded(long total, Exception? error);
}
