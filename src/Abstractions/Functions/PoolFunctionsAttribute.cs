namespace OrleansPool;

/// <summary>Says that functions of this assembly may be run by clients, on silos that run only what was deployed with them.</summary>
/// <remarks>
/// All methods of the assembly are meant, also those that are not public: a lambda is one. So keep such an assembly small, and out of it what clients may not do.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class PoolFunctionsAttribute : Attribute;
