using System.CommandLine;
using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Running;
using OrleansPool.Samples.SegmentationMasks.Scenes;
using OrleansPool.Samples.SegmentationMasks.Scoring;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.CommandLine;

/// <summary>Turns the command line into settings, and makes what is not given.</summary>
internal static class SettingsReader
{
    private const string DefaultOutput = "masks";

    /// <returns>The settings, or null if the folder has no photographs.</returns>
    /// <exception cref="UsageException">A folder is not there, or there is no truth for any photograph.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    public static RunSettings? Read(MaskCommand command, ParseResult arguments)
    {
        SegmentationParameters parameters = Parameters(command, arguments);
        int workers = arguments.GetValueIn(command.Workers, value => value is >= 1 and <= 4096, "1 to 4096");
        (string folder, string output, string? truth) = Folders(command, arguments);
        Photograph[] photographs = PhotographFolder.List(Existing(folder));
        if (photographs.Length == 0)
        {
            return null;
        }

        TruthFolder? truthFolder = truth is null ? null : Truth(Existing(truth), photographs);
        bool withLoop = arguments.GetValue(command.WithLoop);
        return new RunSettings(photographs, Make(output), truthFolder, parameters, workers, withLoop, arguments.GetValue(command.Json));
    }

    private static SegmentationParameters Parameters(MaskCommand command, ParseResult arguments) => new(
        arguments.GetValueIn(command.Sigma, value => value is >= 0 and <= 20, "0 to 20 pixels"),
        arguments.GetValueIn(command.Scale, value => value > 0 && double.IsFinite(value), "more than 0"),
        arguments.GetValueIn(command.MinSize, value => value >= 1, "1 pixel or more"));

    private static (string Folder, string Output, string? Truth) Folders(MaskCommand command, ParseResult arguments)
    {
        string? output = arguments.GetValue(command.Output);
        string? truth = arguments.GetValue(command.Truth);
        if (arguments.GetValue(command.Folder) is { } folder)
        {
            return (folder, output ?? DefaultOutput, truth);
        }

        var scenes = SceneFolders.Create();
        Console.WriteLine($"made scenes in {scenes.Photographs}");
        return (scenes.Photographs, output ?? Path.Combine(scenes.Root, DefaultOutput), truth ?? scenes.Truth);
    }

    private static string Existing(string folder) =>
        Directory.Exists(folder) ? folder
        : File.Exists(folder) ? throw new UsageException($"{folder} is a file. Give the folder that it is in.")
        : throw new UsageException($"There is no folder {folder}.");

    private static string Make(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder {folder} for the masks cannot be made: {error.Message}");
        }
    }

    private static TruthFolder Truth(string folder, Photograph[] photographs)
    {
        var truth = new TruthFolder(folder);
        return photographs.Any(photograph => truth.Has(photograph.Name))
            ? truth
            : throw new UsageException(
                $"{folder} has no truth for any of the {photographs.Length} photographs; {photographs[0].Name}-1.png would be one.");
    }
}
