using System.CommandLine;
using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.CommandLine;

/// <summary>The arguments and options of the program.</summary>
internal sealed class MaskCommand
{
    private static readonly SegmentationParameters Defaults = SegmentationParameters.Default;

    public MaskCommand()
    {
        Root = new RootCommand("Cuts photographs into segments on every core, and saves masks (Felzenszwalb and Huttenlocher, 2004).")
        {
            Folder, Output, Truth, Sigma, Scale, MinSize, Workers, WithLoop, Json,
        };
    }

    public RootCommand Root { get; }

    public Argument<string?> Folder { get; } = new("FOLDER")
    {
        Description = $"The photographs ({PhotographFolder.EndingList}). Without it the program makes scenes of its own.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "Where <name>-labels.png and <name>-overlay.png go; made if need be. Default: ./masks",
        HelpName = "FOLDER",
    };

    public Option<string?> Truth { get; } = new("--truth")
    {
        Description = "Segmentations by people, <name>-<person>.png, to score against.",
        HelpName = "FOLDER",
    };

    public Option<double> Sigma { get; } = new("--sigma")
    {
        Description = "How much to smooth first, in pixels.",
        DefaultValueFactory = _ => Defaults.Sigma,
    };

    public Option<double> Scale { get; } = new("--k")
    {
        Description = "Larger gives larger segments. The default suits pictures of 0.15 megapixels; larger ones want more.",
        DefaultValueFactory = _ => Defaults.Scale,
    };

    public Option<int> MinSize { get; } = new("--min-size")
    {
        Description = "The smallest segment, in pixels.",
        DefaultValueFactory = _ => Defaults.MinSize,
    };

    public Option<int> Workers { get; } = new("--workers", "-w")
    {
        Description = "How many photographs at the same time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public Option<bool> WithLoop { get; } = new("--loop")
    {
        Description = "Runs a plain loop as well and compares.",
    };

    public Option<string?> Json { get; } = new("--json")
    {
        Description = "Saves the figures as JSON.",
        HelpName = "FILE",
    };
}
