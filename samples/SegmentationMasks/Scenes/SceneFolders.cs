using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.Samples.SegmentationMasks.Scenes;

/// <summary>Writes made-up photographs and their true segments, for a run without photographs at hand.</summary>
/// <param name="Root">Holds all that the sample makes.</param>
/// <param name="Photographs">The scenes.</param>
/// <param name="Truth">Their segments, as one person would draw them.</param>
internal sealed record SceneFolders(string Root, string Photographs, string Truth)
{
    private const int SceneCount = 12;
    private const int LongSide = 480;
    private const int ShortSide = 320;

    /// <summary>Makes a new folder among the temporary ones, with twelve scenes, every second one upright.</summary>
    public static SceneFolders Create()
    {
        string root = Directory.CreateTempSubdirectory("segmentation-masks-").FullName;
        var folders = new SceneFolders(root, Path.Combine(root, "scenes"), Path.Combine(root, "truth"));
        Directory.CreateDirectory(folders.Photographs);
        Directory.CreateDirectory(folders.Truth);
        for (int number = 1; number <= SceneCount; number++)
        {
            folders.Write(number);
        }

        return folders;
    }

    private void Write(int number)
    {
        (int width, int height) = number % 2 == 0 ? (ShortSide, LongSide) : (LongSide, ShortSide);
        var scene = SyntheticScene.Create(number, width, height);
        File.WriteAllBytes(Path.Combine(Photographs, $"scene-{number:00}.png"), RgbPngWriter.Encode(scene.Photograph));
        File.WriteAllBytes(Path.Combine(Truth, $"scene-{number:00}-1.png"), LabelPngWriter.Encode(scene.Truth));
    }
}
