using CsCheck;
using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class IndexedHeapTests
{
    [Fact]
    public void IndexedHeap_AnyUse_FirstIsTheLeastLoaded() =>
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 7]).Array[1, 200].Sample(steps =>
        {
            var heap = new IndexedHeap<Member, Order>();
            var members = Enumerable.Range(0, 20).Select(_ => new Member()).ToArray();
            foreach (var (index, key) in steps)
            {
                var member = members[index];
                member.Key = key;
                heap.Set(member, isMember: key > 0);

                var inside = members.Where(other => other.Key > 0).ToArray();
                Assert.Equal(inside.Length, heap.Count);
                Assert.Equal(Least(inside), heap.First?.Key);
                Assert.Equal(Least(inside.Where(other => other != heap.First)), heap.FirstExcept(heap.First)?.Key);
            }
        });

    private static int? Least(IEnumerable<Member> members) => members.Min(member => (int?)member.Key);

    private sealed class Member
    {
        public int Place = -1;

        public int Key { get; set; }
    }

    private readonly struct Order : IHeapOrder<Member>
    {
        public static bool Before(Member one, Member other) => one.Key < other.Key;

        public static ref int Place(Member member) => ref member.Place;
    }
}
