using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using OrleansPool.Functions;
using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Functions;

public sealed class RefusalTests
{
    [Fact]
    public void Capture_OfStream_NamesThePath()
    {
        var conn = new Connection(new MemoryStream());
        Assert.Equal(
            "The function captures 'conn.inner', a System.IO.MemoryStream, which cannot be sent to another process. "
            + "Capture plain data instead, or create the object inside the function.",
            Refused((int x) => x + conn.inner.Length));
    }

    [Fact]
    public void Capture_OfToken_IsRefused()
    {
        CancellationToken token = CancellationToken.None;
        Assert.StartsWith("The function captures 'token', a System.Threading.CancellationToken,", Refused((int x) => token.CanBeCanceled ? 1 : x));
    }

    [Fact]
    public void Capture_OnlyByCapturedDelegate_NamesThePath()
    {
        Func<int, long> helper = ReaderOf(new MemoryStream());
        Assert.StartsWith("The function captures 'helper.stream', a System.IO.MemoryStream,", Refused((int x) => helper(x)));
    }

    [Fact]
    public void This_WithClient_NamesTheField()
    {
        using var service = new MyService();
        string expected = "The function uses members of 'this' (MyService), and its field 'client' is a System.Net.Http.HttpClient, which cannot be sent. "
            + "Copy what you need to a local variable first: var factor = Factor;";
        Assert.Equal(expected, Refused(service.OnlyThis()));
        Assert.Equal(expected, Refused(service.WithLocal(3)));
        Assert.Equal(expected, Refused<int, int>(service.Scale));
    }

    [Fact]
    public void This_OfCapturedDelegate_IsPartOfThePath()
    {
        using var service = new MyService();
        Func<int, int> scale = service.Scale;
        Assert.StartsWith("The function captures 'scale.client', a System.Net.Http.HttpClient,", Refused((int x) => scale(x)));
    }

    [Fact]
    public void Method_OfStream_NamesItsType()
    {
        using var stream = new MemoryStream();
        Func<Stream, bool> same = stream.Equals;
        Assert.StartsWith("The function is a method of a System.IO.MemoryStream, which cannot be sent", Refused(same));
    }

    [Fact]
    public void Capture_OfStatefulFrameworkBase_NamesTheBase()
    {
        using var mine = new MyStream();
        Assert.Equal(
            "Type 'MyStream' cannot be sent: it derives from 'System.IO.MemoryStream', whose private state is not portable. "
            + "Give it [GenerateSerializer] and a surrogate, or send plain data.",
            Refused((int x) => x + mine.Length));
    }

    [Fact]
    public void Capture_OfPointerField_NamesTheField()
    {
        var pointer = new HasPtr();
        Assert.Equal("Field 'HasPtr.P' is a System.IntPtr (pointer, handle or ref-like) and cannot be sent. Send what it points to as plain data.", Refused((int x) => x + pointer.P));
    }

    [Fact]
    public void Delegate_Multicast_IsRefused()
    {
        Func<int, int> both = x => x;
        both += x => x + 1;
        Assert.Equal("A multicast delegate cannot be sent: pass one function.", Refused(both));
    }

    [Fact]
    public void Expression_Compiled_IsRefused()
    {
        Expression<Func<int, int>> square = x => x * x;
        Assert.Equal(
            "This function was compiled at run time and has no assembly to send. Pass a lambda or a method instead.",
            Refused(square.Compile()));
    }

    [Fact]
    public void DynamicMethod_IsRefused()
    {
        var method = new DynamicMethod("Same", typeof(int), [typeof(int)]);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        Assert.StartsWith("This function was compiled at run time", Refused(method.CreateDelegate<Func<int, int>>()));
    }

    [Fact]
    public void Assembly_Dynamic_IsRefused()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Script"), AssemblyBuilderAccess.Run);
        TypeBuilder type = assembly.DefineDynamicModule("Script").DefineType("Program", TypeAttributes.Public);
        ILGenerator il = type.DefineMethod("Same", MethodAttributes.Public | MethodAttributes.Static, typeof(int), [typeof(int)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        var function = type.CreateType().GetMethod("Same")!.CreateDelegate<Func<int, int>>();
        Assert.Equal(
            "Assembly 'Script' was generated at run time, so its code cannot be read back. Put the function in a compiled project.",
            Refused(function));
    }

    [Fact]
    public void Assembly_WithoutFileInAppWithoutFiles_TellsHowToPublish()
    {
        Assembly loaded = Assembly.Load(File.ReadAllBytes(typeof(CsCheck.Gen).Assembly.Location));
        Assert.Equal(
            "Assembly 'CsCheck' has no file on disk (single-file publish?), so its code cannot be sent. "
            + "Publish without PublishSingleFile, or with IncludeAllContentForSelfExtract=true.",
            ShippableDelegate.ReasonAgainst(loaded, hasAppFiles: false));
        Assert.StartsWith("Assembly 'CsCheck' was generated at run time", ShippableDelegate.ReasonAgainst(loaded, hasAppFiles: true));
    }

    [Fact]
    public void DynamicCode_Disabled_TellsWhatToSet() => Assert.Equal(
        "This app runs with dynamic code disabled (native AOT settings; the default of 'dotnet run app.cs'). Add '#:property PublishAot=false'.",
        Assert.Throws<FunctionNotShippableException>(() => ShippableDelegate.ThrowIfNoDynamicCode(isSupported: false)).Message);

    [Fact]
    public void Chain_DeeperThanTheStack_IsRefused()
    {
        Node? chain = null;
        for (int i = 0; i < 1_000_000; i++)
        {
            chain = new Node { Value = i, Next = chain };
        }

        Assert.StartsWith("The function cannot be sent: ", Refused((int x) => x + chain!.Value));
    }

    private static Func<int, long> ReaderOf(MemoryStream stream) => x => x + stream.Length;

    private sealed class Connection(MemoryStream stream)
    {
#pragma warning disable IDE1006, SA1307 // The field's name is in the message.
        public readonly MemoryStream inner = stream;
#pragma warning restore IDE1006, SA1307
    }

    private sealed class MyStream : MemoryStream;

    private sealed class HasPtr
    {
        public nint P = 1;
    }

    private sealed class MyService : IDisposable
    {
#pragma warning disable IDE1006 // The field's name is in the message.
        private readonly HttpClient client = new();
#pragma warning restore IDE1006

        private int Factor { get; } = 2;

        public int Scale(int x) => x * Factor;

        public Func<int, int> OnlyThis() => x => x * Factor;

        public Func<int, int> WithLocal(int y) => x => (x * Factor) + y;

        public void Dispose() => client.Dispose();
    }
}
