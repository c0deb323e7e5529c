namespace OrleansPool.Cli.Clusters;

/// <summary>A column of a table that has to fit a terminal.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="IsText">Whether it may be cut.</param>
/// <param name="Spare">When it is left out if there is no room: those with the highest number first, those with 0 never.</param>
internal sealed record Column(string Title, bool IsText = false, int Spare = 0);
