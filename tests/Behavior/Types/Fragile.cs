namespace OrleansPool.BehaviorTests.Types;

/// <summary>Data whose codec throws, or waits at a gate, at the stages it names.</summary>
/// <param name="Index">Which item it is.</param>
/// <param name="FailsAt">Where it throws.</param>
/// <param name="HeldAt">Where it waits.</param>
/// <param name="GateKey">The gate it waits at.</param>
/// <param name="IsResult">Whether it is on its way back.</param>
public sealed record Fragile(int Index, Stage FailsAt, Stage HeldAt, string GateKey, bool IsResult)
{
    public Fragile(int index, Stage failsAt)
        : this(index, failsAt, Stage.None, "", false)
    {
    }

    /// <summary>The function under test.</summary>
    public static Fragile Return(Fragile argument)
    {
        argument.Arrive(Stage.Run);
        return argument with { IsResult = true };
    }

    public void Arrive(Stage stage)
    {
        if (stage == HeldAt)
        {
            Support.Gate.Pass(GateKey);
        }

        if (stage == FailsAt)
        {
            throw new InvalidOperationException($"{stage} of {Index}");
        }
    }
}
