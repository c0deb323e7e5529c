namespace OrleansPool.Programs;

/// <summary>What the silo's options say of external programs.</summary>
internal sealed class ProgramGate(bool allows) : IProgramGate
{
    /// <inheritdoc/>
    public void Check(string silo)
    {
        if (!allows)
        {
            throw new CodeRefusedException(
                $"Silo {silo} does not run external programs for its clients. Start it with --exec allow (PoolSiloOptions.AllowPrograms), if everybody who may connect may run any program there.");
        }
    }
}
