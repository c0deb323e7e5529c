namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>How the two files that are made of a photograph are called.</summary>
internal static class MaskFiles
{
    private const string LabelsEnding = "-labels.png";
    private const string OverlayEnding = "-overlay.png";

    public static IReadOnlyList<string> Endings { get; } = [LabelsEnding, OverlayEnding];

    public static string Labels(string folder, string name) => Path.Combine(folder, name + LabelsEnding);

    public static string Overlay(string folder, string name) => Path.Combine(folder, name + OverlayEnding);
}
