using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Scoring;

/// <summary>A folder of segmentations drawn by people: "name-person.png", as many people for a photograph as there are.</summary>
internal sealed class TruthFolder
{
    private readonly ILookup<string, string> _filesByName;

    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public TruthFolder(string folder)
    {
        _filesByName = Directory.EnumerateFiles(folder, "*.png")
            .Order(StringComparer.Ordinal)
            .Where(file => Path.GetFileNameWithoutExtension(file).LastIndexOf('-') > 0)
            .ToLookup(NameOf);
    }

    public bool Has(string name) => _filesByName.Contains(name);

    /// <summary>The covering of each person's segmentation, averaged over the people whose file can be read.</summary>
    /// <param name="name">The name of the photograph.</param>
    /// <param name="segmentation">What is scored.</param>
    /// <param name="onUnreadable">Told of each file that cannot be read or is of another size.</param>
    /// <returns>The score, or null if nobody drew that photograph.</returns>
    public ImageScore? Score(string name, LabelMap segmentation, Action<string, Exception> onUnreadable)
    {
        List<double> coverings = [];
        foreach (string file in _filesByName[name])
        {
            try
            {
                coverings.Add(SegmentationCovering.Of(LabelPngReader.Read(file), segmentation));
            }
            catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                onUnreadable(file, error);
            }
        }

        return coverings.Count == 0 ? null : new ImageScore(coverings.Average(), coverings.Count);
    }

    private static string NameOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return name[..name.LastIndexOf('-')];
    }
}
