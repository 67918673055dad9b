using FedHub.Transparency;

namespace FedHub.Hub.Tests.LogHttp;

public sealed class LogTargetTests
{
    [Fact]
    public void Target_OfEachResource_IsRead()
    {
        LogTarget.Of("/checkpoint").Kind.ShouldBe(LogTargetKind.Checkpoint);
        LogTarget.Of("/tile/2/x001/234.p/7").ShouldBe(new LogTarget(LogTargetKind.Tile, new TileId(2, 1234, 7), default));
        LogTarget.Of("/tile/entries/067").ShouldBe(new LogTarget(LogTargetKind.Entries, default, new BundleId(67)));
        LogTarget.Of("/openings/067.p/1").ShouldBe(new LogTarget(LogTargetKind.Openings, default, new BundleId(67, 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("/")]
    [InlineData("//checkpoint")]
    [InlineData("/checkpoint/")]
    [InlineData("/checkpoint?x=1")]
    [InlineData("/Checkpoint")]
    [InlineData("/../hub.db")]
    [InlineData("/keys/signing.key")]
    [InlineData("https://hub.example/checkpoint")]
    public void Target_OfSomethingElse_IsUnknown(string target) => LogTarget.Of(target).Kind.ShouldBe(LogTargetKind.Unknown);

    [Theory]
    [InlineData("/tile/")]
    [InlineData("/tile/0")]
    [InlineData("/tile/00/000")]
    [InlineData("/tile/64/000")]
    [InlineData("/tile/0/0")]
    [InlineData("/tile/0/000.p/0")]
    [InlineData("/tile/0/000.p/256")]
    [InlineData("/tile/0/000.p/01")]
    [InlineData("/tile/0/x000/001")]
    [InlineData("/tile/0/%30%30%30")]
    [InlineData("/tile/0/000?partial=1")]
    [InlineData("/tile/../keys/master.key")]
    [InlineData("/tile/entries/1234")]
    [InlineData("/openings/..%2f..%2fhub.db")]
    public void Target_ThatIsAlmostATile_IsMalformed(string target) => LogTarget.Of(target).Kind.ShouldBe(LogTargetKind.Malformed);

    [Fact]
    public void Target_Fuzzed_IsRefusedOrNamesExactlyItself()
    {
        var random = new Random(4);
        string[] seeds = ["/checkpoint", "/tile/0/x001/x234/067.p/255", "/tile/entries/x001/234", "/openings/000.p/17", "/tile/63/x009/x223/x372/x036/x854/x775/807"];
        const string Alphabet = "0123456789x/.ptilenrsogchk%?#\\\0 é";
        for (var i = 0; i < 50_000; i++)
        {
            var text = seeds[random.Next(seeds.Length)].ToList();
            for (var change = random.Next(1, 4); change > 0 && text.Count > 0; change--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0: text[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                    case 1: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                    default: text.RemoveRange(at, Math.Min(text.Count - at, random.Next(1, 8))); break;
                }
            }

            var raw = string.Concat(text);
            var target = LogTarget.Of(raw);
            if (target.Kind is not (LogTargetKind.Unknown or LogTargetKind.Malformed))
            {
                target.Path.ShouldBe(raw);
            }
        }
    }
}
