namespace OrleansPool.Programs;

/// <summary>Whether a silo runs external programs for its clients. It is the silo's own, so no client gets past it.</summary>
internal interface IProgramGate
{
    /// <exception cref="CodeRefusedException">It does not.</exception>
    void Check(string silo);
}
