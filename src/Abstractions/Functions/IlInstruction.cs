using System.Reflection;

namespace OrleansPool.Functions;

/// <summary>An instruction that names a member.</summary>
internal readonly record struct IlInstruction(MemberInfo? Member, bool IsStore);
