using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Protocol.Tests;

public sealed class EnrolmentInvitationTests
{
    private static readonly EnrolmentInvitation _invitation = new(
        new Uri("https://hub.example:7444"), Digest.Of("hub"u8), MemberId.Parse("KAZ"), Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
        new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Json_RoundTrips()
    {
        var read = EnrolmentInvitation.FromJson(_invitation.ToJson());

        (read.Hub, read.HubKey, read.Member, read.ExpiresAt).ShouldBe((_invitation.Hub, _invitation.HubKey, _invitation.Member, _invitation.ExpiresAt));
        read.Token.ToArray().ShouldBe(_invitation.Token.ToArray());
    }

    [Theory]
    [InlineData("https", "http")]
    [InlineData("KAZ", "kaz")]
    [InlineData("AAEC", "!!!!")]
    [InlineData("\"token\"", "\"tokens\"")]
    [InlineData("{", "")]
    public void Json_WithAFault_IsInvalidInput(string from, string to) =>
        Should.Throw<FedHubException>(() => EnrolmentInvitation.FromJson(_invitation.ToJson().Replace(from, to, StringComparison.Ordinal))).Refusal.Code.ShouldBe(ErrorCode.InvalidInput);

    [Fact]
    public void Json_Mutated_IsReadOrRefusedAndNothingElse()
    {
        var json = _invitation.ToJson();
        for (var i = 0; i < json.Length; i++)
        {
            var mutated = json.Remove(i, 1).Insert(i, ((char)(json[i] ^ 5)).ToString());
            try
            {
                EnrolmentInvitation.FromJson(mutated);
            }
            catch (FedHubException)
            {
                // The expected end.
            }
        }
    }

    [Fact]
    public void ToString_NeverTellsTheToken() => _invitation.ToString().ShouldBe("EnrolmentInvitation(KAZ)");
}
