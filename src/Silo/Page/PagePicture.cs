using System.Text.Json;
using OrleansPool.Watching;

namespace OrleansPool.Silo.Page;

/// <summary>What the page shows at one moment. Each form is made once, however many viewers get it, and only if one does.</summary>
internal sealed class PagePicture(long number, ClusterChange change)
{
    private readonly Lazy<byte[]> _whole = new(() => JsonSerializer.SerializeToUtf8Bytes(change.Picture, PageJson.Options));
    private readonly Lazy<byte[]> _change = new(() => JsonSerializer.SerializeToUtf8Bytes(new { changed = change.Jobs }, PageJson.Options));

    /// <summary>Pictures have numbers that follow each other.</summary>
    public long Number => number;

    /// <summary>For a viewer who has seen a picture last, or none.</summary>
    public ReadOnlyMemory<byte> After(long? seen) => change.Jobs is not null && seen == number - 1 ? _change.Value : _whole.Value;
}
