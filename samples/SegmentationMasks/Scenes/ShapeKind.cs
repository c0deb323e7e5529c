namespace OrleansPool.Samples.SegmentationMasks.Scenes;

/// <summary>What a scene is made of.</summary>
internal enum ShapeKind
{
    Ellipse,
    Diamond,
    Box,
}
