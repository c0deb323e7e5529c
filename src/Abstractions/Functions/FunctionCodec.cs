using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Functions;

/// <summary>Turns a function with what it captures into bytes and back.</summary>
internal static class FunctionCodec
{
    /// <summary>More lambdas than this that each use a further variable of a shared closure are not looked for.</summary>
    private const int MaxPasses = 64;

    /// <summary>Encodes a function. The objects that it captures are not changed.</summary>
    /// <param name="function">The function.</param>
    /// <param name="user">The job that takes on the shared values that it captures; without one it may capture none.</param>
    /// <exception cref="FunctionNotShippableException">It, or something that it captures, cannot be sent.</exception>
    /// <exception cref="ObjectDisposedException">It captures a shared value that was released.</exception>
    public static FunctionBlob Encode(PoolFunction function, ISharedUser? user = null)
    {
        ShippableDelegate.ThrowIfNoDynamicCode(RuntimeFeature.IsDynamicCodeSupported);
        return KnownFunctions.IsStateless(function) ? KnownFunctions.Encoded(function) : EncodeAnew(function, user);
    }

    /// <summary>The same, without a look at what was encoded before.</summary>
    public static FunctionBlob EncodeAnew(PoolFunction function, ISharedUser? user)
    {
        using var scope = new EncodingScope(user: user);
        try
        {
            byte[] body = EncodeBody(function, scope);
            MethodInfo? method = function.Target?.Method;
            bool isUserCode = method is not null && !PortableTypes.IsFramework(method.Module.Assembly);
            var envelope = new FunctionEnvelope
            {
                Version = FunctionEnvelope.CurrentVersion,
                Assembly = isUserCode ? method!.Module.Assembly.GetName().Name : null,
                Build = isUserCode ? method!.Module.ModuleVersionId : Guid.Empty,
                ItemLayout = RawLayout.FingerprintOf(function.ItemType),
                ResultLayout = RawLayout.FingerprintOf(function.ResultType),
                Body = body,
            };
            return new FunctionBlob(PayloadSerializer.Shared.ToArray(envelope), [.. scope.Warnings]);
        }
        catch (SharedReleasedException released)
        {
            throw released.Reason;
        }
        catch (NotPortableException refused)
        {
            throw new FunctionNotShippableException(Refusal.TextOf(refused), refused);
        }
        catch (Exception error) when (error is not FunctionNotShippableException and not OutOfMemoryException)
        {
            throw new FunctionNotShippableException($"The function cannot be sent: {error.Message}", error);
        }
    }

    /// <summary>Decodes a function. Each call gives one of its own, with its own copies of what it captures.</summary>
    /// <param name="blob">What <see cref="Encode"/> gave.</param>
    /// <param name="silo">Who decodes, for messages.</param>
    /// <param name="serializer">What decodes, if not that of the process.</param>
    /// <exception cref="CodeRefusedException">A method may not be named here.</exception>
    /// <exception cref="FunctionNotFoundException">Its code is not here, or is of another build.</exception>
    public static PoolFunction Decode(ReadOnlyMemory<byte> blob, string? silo = null, PayloadSerializer? serializer = null)
    {
        if (serializer is not null && serializer != PayloadSerializer.Shared)
        {
            return DecodeAnew(blob, silo, serializer);
        }

        if (KnownFunctions.Find(blob) is { } known)
        {
            return known;
        }

        PoolFunction function = DecodeAnew(blob, silo, PayloadSerializer.Shared);
        KnownFunctions.Add(blob, function);
        return function;
    }

    private static PoolFunction DecodeAnew(ReadOnlyMemory<byte> blob, string? silo, PayloadSerializer serializer)
    {
        using var scope = new EncodingScope(silo);
        try
        {
            FunctionEnvelope envelope = serializer.Deserialize<FunctionEnvelope>(blob);
            ThrowIfOther(envelope, serializer.Functions);
            PoolFunction function = serializer.Deserialize<PoolFunction>(envelope.Body);
            ThrowIfOtherLayout(function.ItemType, envelope.ItemLayout);
            ThrowIfOtherLayout(function.ResultType, envelope.ResultLayout);
            return function;
        }
        catch (Exception error) when (error is not (FunctionNotFoundException or CodeRefusedException or OutOfMemoryException))
        {
            throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} cannot read the function: {error.Message} Deploy the function's assembly, and those of the values that it captures, with the silo.",
                error);
        }
    }

    private static byte[] EncodeBody(PoolFunction function, EncodingScope scope)
    {
        for (int pass = 1; ; pass++)
        {
            int version = scope.Version;
            if (function.Target is { } target)
            {
                ShippableDelegate.ThrowIfNot(target);
                scope.Visit(target.Method);
                version = scope.Version;
            }

            byte[] body = PayloadSerializer.Shared.ToArray(function);
            if (scope.Version == version)
            {
                return body;
            }

            if (pass == MaxPasses)
            {
                scope.KeepAll();
            }
        }
    }

    private static void ThrowIfOther(FunctionEnvelope envelope, IFunctionAssemblies assemblies)
    {
        if (envelope.Version != FunctionEnvelope.CurrentVersion)
        {
            throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} reads functions of version {FunctionEnvelope.CurrentVersion}, and this one has version {envelope.Version}. "
                + "Run the same version of OrleansPool on both sides.");
        }

        if (envelope.Assembly is { } assembly)
        {
            FunctionOrigin.ThrowIfNotHere(assembly, envelope.Build, assemblies);
        }
    }

    private static void ThrowIfOtherLayout(Type type, uint sent)
    {
        if (RawLayout.FingerprintOf(type) != sent)
        {
            throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} has other fields in '{TypeDisplay.Of(type)}' than this client. Deploy the same build, on the silo and on the client.");
        }
    }
}
