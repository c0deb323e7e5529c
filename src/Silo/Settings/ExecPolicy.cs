namespace OrleansPool.Silo.Settings;

/// <summary>Whether clients may run external programs on a silo.</summary>
internal enum ExecPolicy
{
    /// <summary>Nobody may.</summary>
    Refuse,

    /// <summary>Whoever may connect.</summary>
    Allow,
}
