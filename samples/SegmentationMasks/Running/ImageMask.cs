namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>What comes back from the pool for one photograph: two small files, ready to be saved.</summary>
/// <remarks>
/// The labels travel as the PNG they become. That is done in the workers, so the one that saves only writes; and it is some
/// 10 KB where the bare numbers of a photograph of 480 x 320 are 300 KB.
/// </remarks>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="SegmentCount">How many segments; they are numbered from 0.</param>
/// <param name="LabelPng">A grey PNG, each pixel the number of its segment.</param>
/// <param name="OverlayPng">The photograph with its segments drawn.</param>
/// <param name="Elapsed">How long reading, segmenting and encoding took.</param>
internal sealed record ImageMask(int Width, int Height, int SegmentCount, byte[] LabelPng, byte[] OverlayPng, TimeSpan Elapsed);
