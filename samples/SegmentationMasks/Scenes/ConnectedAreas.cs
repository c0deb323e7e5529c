using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Scenes;

/// <summary>Gives parts of one object that do not touch numbers of their own, as a person would who sees only the picture.</summary>
internal static class ConnectedAreas
{
    public static LabelMap Of(LabelMap objects)
    {
        var areas = new DisjointSet(objects.Values.Length);
        for (int y = 0; y < objects.Height; y++)
        {
            for (int x = 0; x < objects.Width; x++)
            {
                int pixel = (y * objects.Width) + x;
                if (x > 0)
                {
                    JoinAlike(areas, objects.Values, pixel, pixel - 1);
                }

                if (y > 0)
                {
                    JoinAlike(areas, objects.Values, pixel, pixel - objects.Width);
                }
            }
        }

        return LabelMap.Number(areas, objects.Width, objects.Height);
    }

    private static void JoinAlike(DisjointSet areas, ushort[] objects, int pixelA, int pixelB)
    {
        (int a, int b) = (areas.Find(pixelA), areas.Find(pixelB));
        if (a != b && objects[pixelA] == objects[pixelB])
        {
            areas.Union(a, b);
        }
    }
}
