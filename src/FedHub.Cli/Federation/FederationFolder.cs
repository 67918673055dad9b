using System.Globalization;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Cli.Federation;

/// <summary>
/// The folder of the federation's administrator, kept offline: <c>trust.json</c>, key files, the draft and the last signed directory.
/// </summary>
internal sealed class FederationFolder(string path, TimeProvider time)
{
    private static readonly KeyKind _kind = KeyKind.Parse("federation");
    private static readonly TimeSpan _directoryLifetime = TimeSpan.FromDays(90);

    public string TrustFile => Path.Combine(path, "trust.json");

    public string SignedFile => Path.Combine(path, "directory.json");

    /// <summary>Whom the last signed directory trusts with the log, as C2SP tlog-policy.</summary>
    public string PolicyFile => Path.Combine(path, "fedhub.policy");

    /// <summary>What the log that a member's node keeps of its answers is verified with, as C2SP tlog-policy.</summary>
    public string NodePolicyFile(MemberId member) => Path.Combine(path, $"node-{member}.policy");

    private string DraftFile => Path.Combine(path, "draft.json");

    /// <summary>Makes the federation's keys and the trust file that every member is given.</summary>
    public DirectoryTrust Create(string name, int keyCount, int threshold, string passphrase, PassphraseCost cost)
    {
        if (File.Exists(TrustFile))
        {
            throw CliFailureException.Usage("There is a federation in " + path + " already; it is never overwritten.");
        }

        Directory.CreateDirectory(path);
        var keys = new List<VerificationKey>();
        for (var number = 1; number <= keyCount; number++)
        {
            using var key = SigningKey.Generate();
            using var seed = key.ExportSeed();
            if (!KeyFile.Write(KeyFileOf(number), _kind, seed, passphrase, cost))
            {
                throw CliFailureException.Usage("There is a federation key in " + path + " already; it is never overwritten.");
            }

            keys.Add(key.PublicKey);
        }

        var trust = new DirectoryTrust(name, new FederationKeySet(threshold, keys));
        var draft = DirectoryDocument.New(trust);
        draft.SetRuleSet(RuleSet.Current.Version, Digest.FromBytes(RuleSet.Current.Hash.Span));
        Save(draft);
        // Last: the trust file is what makes the folder a federation; a crash before it leaves keys that nobody trusts.
        Write(TrustFile, trust.ToJson());
        return trust;
    }

    /// <summary>Puts a member, as its node described it, into the draft.</summary>
    public MemberId Admit(string descriptorJson)
    {
        var draft = Draft();
        var member = draft.Admit(descriptorJson);
        Save(draft);
        return member;
    }

    /// <summary>Puts a member's signed change into the draft.</summary>
    /// <returns>Whose it is, and what is to be compared with the member by voice before it is published.</returns>
    public (MemberId Member, string Fingerprint) Admit(byte[] changeJson)
    {
        if (!EnvelopeJson.TryParse(changeJson, out var change))
        {
            throw CliFailureException.Usage("The file is not a member's change", "It is written by fedhub node keys rotate or revoke.");
        }

        var draft = Draft();
        var member = draft.Admit(change, time.GetUtcNow());
        Save(draft);
        return (member, MemberChangeCodec.FingerprintOf(change));
    }

    /// <summary>Puts the hub's TLS key into the draft.</summary>
    public void SetHub(Digest tlsKey)
    {
        var draft = Draft();
        draft.SetHubTlsKey(tlsKey, time.GetUtcNow());
        Save(draft);
    }

    /// <summary>Puts the key of the hub's log into the draft.</summary>
    /// <exception cref="CliFailureException">It is not this federation's log.</exception>
    public void SetLog(NoteVerificationKey logKey)
    {
        if (!VerificationKey.TryFromBytes(logKey.PublicKey.Span, out var key) || LogNames.LogKey(Trust().Federation, key) != logKey)
        {
            throw CliFailureException.Usage("The key is not that of a log of this federation", "Take it from log.vkey, as fedhub hub init wrote it with this federation's trust.json.");
        }

        var draft = Draft();
        draft.SetLogKey(key, time.GetUtcNow());
        Save(draft);
    }

    /// <summary>The log's key in the draft; null when there is none yet.</summary>
    public NoteVerificationKey? LogKey() => Draft().LogKey is { } key ? LogNames.LogKey(Trust().Federation, key) : null;

    /// <summary>Puts the key that the hub will use next into the draft, beside the one that it uses.</summary>
    public void AddHub(Digest tlsKey)
    {
        var draft = Draft();
        draft.AddHubTlsKey(tlsKey, time.GetUtcNow());
        Save(draft);
    }

    public void SetSuspended(MemberId member, bool suspended)
    {
        var draft = Draft();
        if (!draft.SetSuspended(member, suspended))
        {
            throw CliFailureException.Usage($"{member} is not in the directory", "Members: " + string.Join(", ", draft.MemberIds));
        }

        Save(draft);
    }

    /// <summary>Signs the draft with the keys of this folder; the next draft starts from it.</summary>
    public (Envelope Directory, ulong Version) Sign(string passphrase)
    {
        var draft = Draft();
        var version = draft.Version;
        var keys = Unlock(passphrase);
        try
        {
            var directory = draft.Sign(time.GetUtcNow(), _directoryLifetime, [.. keys]);
            DurableFile.TryWrite(SignedFile, EnvelopeJson.Format(directory), overwrite: true);

            // Kept each: whoever has to take versions by hand needs them one after the other.
            DurableFile.TryWrite(Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"directory-{version}.json")), EnvelopeJson.Format(directory), overwrite: true);
            WritePolicy(directory);
            // A crash here signs the same version again, with other bytes: the hub takes whichever is published first.
            Save(DirectoryDocument.After(directory));
            return (directory, version);
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    /// <summary>For auditors: what receipts and checkpoints are verified with from this version on.</summary>
    private void WritePolicy(Envelope directory)
    {
        var signed = DirectoryVerifier.Read(directory).OrThrow();
        var now = time.GetUtcNow();
        if (FederationLog.Of(signed, now) is { } log)
        {
            Write(PolicyFile, log.PolicyText);
        }

        foreach (var member in signed.Members)
        {
            if (MemberLog.Of(member, now) is { } answers)
            {
                Write(NodePolicyFile(member.Id), answers.PolicyText);
            }
        }
    }

    private List<SigningKey> Unlock(string passphrase)
    {
        var keys = new List<SigningKey>();
        for (var number = 1; File.Exists(KeyFileOf(number)); number++)
        {
            var result = KeyFile.Read(KeyFileOf(number), _kind, passphrase);
            using var seed = result.Secret;
            if (seed is null)
            {
                keys.ForEach(key => key.Dispose());
                throw CliFailureException.Usage(
                    string.Create(CultureInfo.InvariantCulture, $"Federation key {number} could not be opened: {result.Status}"), "Check the passphrase and the file's mode.");
            }

            keys.Add(SigningKey.ImportSeed(seed));
        }

        return keys;
    }

    private DirectoryTrust Trust() => DirectoryTrust.FromJson(File.ReadAllText(TrustFile));

    private DirectoryDocument Draft() => File.Exists(DraftFile)
        ? DirectoryDocument.FromJson(File.ReadAllText(DraftFile))
        : throw CliFailureException.Usage("There is no federation in " + path, "Run fedhub federation init first.");

    private void Save(DirectoryDocument draft) => Write(DraftFile, draft.ToJson());

    private string KeyFileOf(int number) => Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"federation-{number}.key"));

    private static void Write(string file, string text) => DurableFile.TryWrite(file, System.Text.Encoding.UTF8.GetBytes(text), overwrite: true);
}
