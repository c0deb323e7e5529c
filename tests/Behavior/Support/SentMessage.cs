using System.Reflection;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>A message between client, coordinator and agents, which can be sent once more.</summary>
internal sealed class SentMessage
{
    private static readonly Type[] Links =
    [
        .. typeof(PoolContext).Assembly.GetTypes().Where(type => type.IsInterface && type.Name is "ICoordinatorGrain" or "ICoordinatorDoor" or "ISiloAgent"),
    ];

    /// <summary>Set while a double is sent, to which nothing more happens.</summary>
    private static readonly AsyncLocal<bool> IsDouble = new();

    private readonly IAddressable _grain;
    private readonly MethodInfo _method;
    private readonly object?[] _arguments;

    private SentMessage(IOutgoingGrainCallContext context)
    {
        _grain = (IAddressable)context.Grain;
        _method = context.InterfaceMethod;
        _arguments = [.. Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument)];
    }

    /// <summary>Interface and method.</summary>
    public string Name => $"{_method.DeclaringType!.Name}.{_method.Name}";

    /// <summary>Null when it is another's message, or a double.</summary>
    public static SentMessage? From(IOutgoingGrainCallContext context) =>
        IsDouble.Value || !Links.Contains(context.InterfaceMethod.DeclaringType) ? null : new SentMessage(context);

    public async Task RepeatAsync()
    {
        IsDouble.Value = true;
        await (Task)_method.Invoke(_grain, _arguments)!;
    }
}
