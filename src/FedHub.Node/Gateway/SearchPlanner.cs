using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Filters;
using FedHub.Node.SelfTest;
using FedHub.Protocol;

namespace FedHub.Node.Gateway;

/// <summary>Decides which slots a search asks. Every collection of every member asked gets a plan, so that each ends with an outcome.</summary>
internal sealed class SearchPlanner(MemberId self, FilterCatalog filters, SelfTestResults selfTests, TimeProvider clock)
{
    /// <summary>Plans a search.</summary>
    /// <param name="directory">Who the members are.</param>
    /// <param name="to">Members to ask; empty means all others that are not suspended.</param>
    /// <param name="asking">Who asks, and why.</param>
    /// <param name="ruleSet">Rules that make the keys.</param>
    /// <param name="typed">Classes of what was typed.</param>
    /// <exception cref="FedHubException">A member named cannot be asked.</exception>
    public IReadOnlyList<CollectionPlan> Plan(
        FederationDirectory directory, IReadOnlyList<MemberId> to, AskingParty asking, Digest ruleSet, TypedClasses typed)
    {
        var members = to.Count == 0
            ? directory.Members.Where(member => member.Id != self && !member.Suspended).OrderBy(member => member.Id)
            : to.Distinct().Select(id => Named(directory, id));
        return [.. from member in members
                   from collection in member.Collections
                   select PlanCollection(member, collection, asking, ruleSet, typed)];
    }

    private ListedMember Named(FederationDirectory directory, MemberId id)
    {
        if (id == self)
        {
            throw new FedHubException(ErrorCode.InvalidInput, "Your own country is not asked through the hub: its records are looked in with every search. Leave it out.");
        }

        return directory.Member(id) ?? throw new FedHubException(ErrorCode.InvalidInput, $"{id} is not a member of the federation.");
    }

    private CollectionPlan PlanCollection(
        ListedMember member, ListedCollection collection, AskingParty asking, Digest ruleSet, TypedClasses typed)
    {
        var asked = new List<AskedSlot>();
        var settled = new List<SlotVerdict>();
        foreach (var identifierClass in collection.Ceilings.Keys.Where(typed.All.Contains).Order())
        {
            var slot = new SlotId(member.Id, collection.Name, identifierClass);
            if (!typed.Keyed.Contains(identifierClass) || member.Suspended)
            {
                settled.Add(new SlotVerdict(identifierClass, Outcome.NotAsked));
            }
            else if (Ask(member, slot, asking, ruleSet, out var verdict) is { } ask)
            {
                asked.Add(ask);
                if (typed.Incomplete.Contains(identifierClass))
                {
                    // Asked for a part of what was typed: what the slot says cannot be a no-hit for all of it.
                    settled.Add(new SlotVerdict(identifierClass, Outcome.NotAsked));
                }
            }
            else
            {
                settled.Add(new SlotVerdict(identifierClass, verdict, IsDenied: verdict == Outcome.NotAsked));
            }
        }

        return new CollectionPlan(member.Id, collection.Name, asked, settled);
    }

    private AskedSlot? Ask(ListedMember member, SlotId slot, AskingParty asking, Digest ruleSet, out Outcome verdict)
    {
        var now = clock.GetUtcNow();
        if (filters.Newest(slot, now) is not { } manifest)
        {
            // The hub lists only what admits this member. Until it has listed anything, and while all manifests of a slot are old or were
            // refused, nothing says that the owner does not admit.
            verdict = filters.IsListed && !filters.Knows(slot) ? Outcome.NotAsked : Outcome.FilterUnavailable;
            return null;
        }

        verdict = Verdict(manifest.Manifest, slot, asking, ruleSet);
        if (verdict != Outcome.NoHit || !member.TryGetSealingKeyAt(now, out var sealTo))
        {
            verdict = verdict == Outcome.NoHit ? Outcome.Unreachable : verdict;
            return null;
        }

        return new AskedSlot(slot, manifest.Manifest.Epoch, sealTo);
    }

    /// <summary>Why a slot is not asked, or <see cref="Outcome.NoHit"/> as the best that asking may give.</summary>
    private Outcome Verdict(Manifest manifest, SlotId slot, AskingParty asking, Digest ruleSet)
    {
        if (!manifest.Admits(self, asking.Agency, asking.Purpose, asking.IsBulk))
        {
            return Outcome.NotAsked;
        }

        if (!manifest.RuleSetHashes.Contains(ruleSet))
        {
            return Outcome.RuleSetMismatch;
        }

        return selfTests.HasFailed(slot) ? Outcome.FailedSelfTest : Outcome.NoHit;
    }
}
