using System.Reflection;

namespace OrleansPool.Functions;

/// <summary>Calls a function of more arguments than a value tuple holds: they come as an array. Slower than the others, which know their types.</summary>
/// <typeparam name="TDelegate">A delegate for the user's method.</typeparam>
/// <typeparam name="TReturn">What the method returns; <see cref="Unit"/> for nothing.</typeparam>
internal sealed class WideCall<TDelegate, TReturn>(TDelegate function) : ItemCall<object?[], TReturn>
    where TDelegate : Delegate
{
    private readonly bool _takesToken = function.Method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken);

    /// <inheritdoc/>
    public override Delegate Target => function;

    /// <inheritdoc/>
    public override TReturn Invoke(object?[] item, CancellationToken token)
    {
        object?[] arguments = _takesToken ? [.. item, token] : item;
        return function.Method.Invoke(function.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null) is TReturn returned ? returned : default!;
    }
}
