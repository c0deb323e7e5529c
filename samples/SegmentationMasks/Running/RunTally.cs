using System.Security.Cryptography;
using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>Saves each mask as it comes and counts what came.</summary>
/// <param name="output">Where the masks go.</param>
internal sealed class RunTally(string output)
{
    private readonly List<SavedMask> _masks = [];
    private readonly List<Unreadable> _failures = [];

    /// <summary>By name, as they would come from a loop.</summary>
    public IReadOnlyList<SavedMask> Masks => [.. _masks.OrderBy(mask => mask.Name, StringComparer.Ordinal)];

    public IReadOnlyList<Unreadable> Failures => [.. _failures.OrderBy(failure => failure.File, StringComparer.Ordinal)];

    /// <summary>From the first photograph going in to the last mask being saved.</summary>
    public TimeSpan Elapsed { get; set; }

    public double ImagesPerSecond => _masks.Count / Elapsed.TotalSeconds;

    /// <exception cref="IOException">The mask cannot be written.</exception>
    public void Save(Photograph photograph, ImageMask mask)
    {
        File.WriteAllBytes(MaskFiles.Labels(output, photograph.Name), mask.LabelPng);
        File.WriteAllBytes(MaskFiles.Overlay(output, photograph.Name), mask.OverlayPng);
        string hash = Convert.ToHexString(SHA256.HashData(mask.LabelPng));
        _masks.Add(new SavedMask(photograph.Name, mask.SegmentCount, mask.Elapsed, hash));
    }

    public void Fail(Photograph photograph, Exception error) => _failures.Add(new Unreadable(Path.GetFileName(photograph.Path), error.Message));

    /// <summary>The names of the masks that are not the same in both runs.</summary>
    public IEnumerable<string> DifferencesTo(RunTally other) =>
        Masks.Select(mask => (mask.Name, mask.LabelHash))
            .Except(other.Masks.Select(mask => (mask.Name, mask.LabelHash)))
            .Select(mask => mask.Name);
}
