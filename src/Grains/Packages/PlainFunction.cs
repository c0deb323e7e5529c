using OrleansPool.Functions;

namespace OrleansPool.Packages;

/// <summary>Makes <see cref="PlainFunction{TItem, TResult}"/> of what a package gave.</summary>
internal static class PlainFunction
{
    /// <summary>Where the package puts the function itself, when its types are the silo's too. Older libraries give nothing there.</summary>
    public const int Invoke = 7;

    public const int InvokeAsync = 8;

    /// <summary>Null when items and results must be encoded to cross.</summary>
    public static PoolFunction? TryOpen(PackageCode code, object?[] parts)
    {
        if (parts.Length <= InvokeAsync || parts[Invoke] is not Delegate invoke)
        {
            return null;
        }

        Type[] types = invoke.GetType().GenericTypeArguments;
        return (PoolFunction)Activator.CreateInstance(typeof(PlainFunction<,>).MakeGenericType(types[0], types[2]), code, parts)!;
    }
}
