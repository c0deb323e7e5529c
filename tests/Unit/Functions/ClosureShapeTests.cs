using OrleansPool.Functions;
using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Functions;

public sealed class ClosureShapeTests
{
    [Fact]
    public void Closure_OverInt_Runs()
    {
        int k = 3;
        Assert.Equal(15, Run((int x) => x * k, 5));
    }

    [Fact]
    public void Closure_OverArray_Runs()
    {
        int[] table = [10, 20, 30];
        Assert.Equal(20, Run((int x) => table[x], 1));
    }

    [Fact]
    public void Closure_Nested_Runs()
    {
        int outer = 2;
        Func<int, int> Make()
        {
            int inner = 3;
            return x => x + outer + inner;
        }

        Assert.Equal(15, Run(Make(), 10));
    }

    [Fact]
    public void Closure_InLoopScope_KeepsItsOwnVariable()
    {
        var functions = new List<Func<int, int>>();
        int shared = 100;
        for (int i = 0; i < 3; i++)
        {
            int own = i;
            functions.Add(x => x + own + shared);
        }

        Assert.Equal([100, 101, 102], functions.Select(function => Run(function, 0)));
    }

    [Fact]
    public void LocalFunction_Static_Runs()
    {
        static int Add(int x) => x + 1;
        Assert.Equal(6, Run<int, int>(Add, 5));
    }

    [Fact]
    public void LocalFunction_Capturing_Runs()
    {
        int k = 4;
        int Add(int x) => x + k;
        Assert.Equal(9, Run<int, int>(Add, 5));
    }

    [Fact]
    public void LocalFunction_CalledFromLambda_KeepsItsCaptures()
    {
        int k = 4;
        int Add(int x) => x + k;
        Assert.Equal(18, Run((int x) => Add(x) * 2, 5));
    }

    [Fact]
    public void Lambda_WithInnerLambda_Runs()
    {
        int k = 2;
        Assert.Equal([4, 6], Run((int[] xs) => xs.Where(x => x > k - 1).Select(x => x * k).ToArray(), [1, 2, 3]));
    }

    [Fact]
    public void Lambda_WithInnerCaptureOfBoth_Runs()
    {
        int k = 2;
        Func<int, int> function = n =>
        {
            int local = n + 1;
            return Enumerable.Range(0, 3).Sum(x => x + local + k);
        };
        Assert.Equal(27, Run(function, 5));
    }

    [Fact]
    public async Task AsyncLambda_Captures_Runs()
    {
        int k = 3;
        Assert.Equal(15, await RunAsync(
            async (int x) =>
            {
                await Task.Yield();
                return x * k;
            },
            5));
    }

    [Fact]
    public async Task AsyncLocalFunction_Captures_Runs()
    {
        string suffix = "!";
        async Task<string> Shout(string text)
        {
            await Task.Yield();
            return text + suffix;
        }

        Assert.Equal("hey!", await RunAsync<string, string>(Shout, "hey"));
    }

    [Fact]
    public void Lambda_CallingIterator_Runs()
    {
        int limit = 3;
        IEnumerable<int> Numbers(int start)
        {
            for (int i = start; i < start + limit; i++)
            {
                yield return i;
            }
        }

        Assert.Equal(6, Run((int start) => Numbers(start).Sum(), 1));
    }

    [Fact]
    public void This_OfPlainClass_Runs() => Assert.Equal(7, Run(new Service { Factor = 4 }.Lambda(), 3));

    [Fact]
    public void This_WithLocals_Runs() => Assert.Equal(17, Run(new Service { Factor = 4 }.LambdaWithLocal(10), 3));

    [Fact]
    public void Closure_OverDelegate_Runs()
    {
        int k = 5;
        Func<int, int> helper = x => x + k;
        Assert.Equal(16, Run((int x) => helper(x) * 2, 3));
    }

    [Fact]
    public void Closure_OverDelegatesInList_KeepsWhatTheyUse()
    {
        int a = 1;
        int b = 2;
        List<Func<int, int>> steps = [x => x + a, x => x * b];
        Assert.Equal(8, Run((int x) => steps.Aggregate(x, (value, step) => step(value)), 3));
    }

    [Fact]
    public void Closure_Recursive_Runs()
    {
        Func<int, int> factorial = null!;
        factorial = n => n < 2 ? 1 : n * factorial(n - 1);
        Assert.Equal(120, Run(factorial, 5));
    }

    [Fact]
    public void Closure_OverStreamThatItDoesNotUse_IsPruned()
    {
        int k = 2;
        using var stream = new MemoryStream();
        Func<int> unrelated = () => (int)stream.Length + k;
        Assert.Equal(6, Run((int x) => x * k, 3));
        Assert.Equal(2, unrelated());
    }

    [Fact]
    public void Closure_Encoded_IsNotChanged()
    {
        int k = 2;
        string unused = "kept";
        Func<string> other = () => unused;
        Func<int, int> function = x => x * k;
        Encode(function);
        Assert.Equal("kept", other());
        Assert.Equal(6, function(3));
    }

    [Fact]
    public void Closure_DecodedTwice_IsNotShared()
    {
        var counter = new Node();
        Func<int, int> count = _ => ++counter.Value;
        ReadOnlyMemory<byte> blob = Encode(count).Bytes;
        var first = (PoolFunction<int, int>)FunctionCodec.Decode(blob);
        var second = (PoolFunction<int, int>)FunctionCodec.Decode(blob);
        Assert.Equal([1, 2, 1], [first.Invoke(0, default), first.Invoke(0, default), second.Invoke(0, default)]);
        Assert.Equal(0, counter.Value);
    }
}
