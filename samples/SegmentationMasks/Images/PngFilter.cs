namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>The five row filters of PNG (ISO/IEC 15948:2004, clause 9).</summary>
internal static class PngFilter
{
    /// <summary>Turns a filtered row back, in place.</summary>
    /// <param name="filter">0 none, 1 left, 2 up, 3 average, 4 Paeth.</param>
    /// <param name="row">The row as it was in the file.</param>
    /// <param name="above">The row before, already turned back; zeros for the first.</param>
    /// <param name="distance">Bytes from a pixel to its left neighbour.</param>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        if (filter > 4)
        {
            throw new InvalidDataException($"The PNG is damaged: it names filter {filter}, and there are 0 to 4.");
        }

        for (int i = 0; i < row.Length; i++)
        {
            int left = i < distance ? 0 : row[i - distance];
            int aboveLeft = i < distance ? 0 : above[i - distance];
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Paeth(left, above[i], aboveLeft),
            });
        }
    }

    private static int Paeth(int left, int above, int aboveLeft)
    {
        int estimate = left + above - aboveLeft;
        int toLeft = Math.Abs(estimate - left);
        int toAbove = Math.Abs(estimate - above);
        int toAboveLeft = Math.Abs(estimate - aboveLeft);
        return toLeft <= toAbove && toLeft <= toAboveLeft ? left : toAbove <= toAboveLeft ? above : aboveLeft;
    }
}
