using SkiaSharp;

namespace OrleansPool.CliFunctions;

/// <summary>A function with a package that has a native library.</summary>
public static class Pictures
{
    public static int Bytes(int width)
    {
        using var bitmap = new SKBitmap(width, 2);
        return bitmap.ByteCount;
    }
}
