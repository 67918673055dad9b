using System.Text;
using FedHub.Node.Policy;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Policy;

public sealed class PolicyFuzzTests
{
    private static readonly string[] _splices =
    [
        "\0", "\u2028", "\ud83d", "\t", ":", "- ", "[", "]", "{", "}", "&a ", "*a", "!!binary ", "|", ">", "'", "\"", "#", "%YAML 9.9\n", "---\n", "...\n", "? ", "<<: ",
        "all", "999999999999999999999", "-1", "0x10", "1e9", "~", "true", "members", "outcome: disclosed\n",
    ];

    [Fact]
    public void Read_MutatedPolicies_AreReadOrRefusedWithAPlace()
    {
        var random = new Random(3);
        var seeds = DefaultPolicies.Files.ToList();
        for (var round = 0; round < 4_000; round++)
        {
            var (file, text) = seeds[random.Next(seeds.Count)];
            var mutated = new StringBuilder(text);
            for (var changes = random.Next(4); changes >= 0; changes--)
            {
                Mutate(mutated, random);
            }

            try
            {
                PolicySet.Read(new Dictionary<string, string>(StringComparer.Ordinal) { [file] = mutated.ToString() });
            }
            catch (FedHubException refused)
            {
                // Any other exception fails the test with its stack.
                refused.Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
                refused.Refusal.Message.ShouldStartWith(file + ":");
            }
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Read_NestedToTheDepths_IsRefusedAndNotCrashed(string level)
    {
        var refused = Should.Throw<FedHubException>(() => PolicyReader.Read("p.yaml", string.Concat(Enumerable.Repeat(level, 100_000))));

        refused.Refusal.Code.ShouldBe(ErrorCode.InvalidInput);
    }

    [Fact]
    public void Read_AliasesOfAliases_AreRefused()
    {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (var level = 1; level < 40; level++)
        {
            text.Append(FormattableString.Invariant($"a{level}: &a{level} [*a{level - 1}, *a{level - 1}]\n"));
        }

        Should.Throw<FedHubException>(() => PolicyReader.Read("p.yaml", text.ToString())).Message.ShouldBe("p.yaml:2:10: aliases are not taken; write it out.");
    }

    private static void Mutate(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                break;
            case 1:
                text.Insert(at, _splices[random.Next(_splices.Length)]);
                break;
            case 2:
                text[at] = (char)random.Next(1, 0x250);
                break;
            default:
                var length = Math.Min(random.Next(1, 40), text.Length - at);
                text.Insert(random.Next(text.Length), text.ToString(at, length));
                break;
        }

        if (text.Length == 0)
        {
            text.Append('x');
        }
    }
}
