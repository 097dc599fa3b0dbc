namespace Zaitaku.Storage.DirectorySearch;

/// <summary>What one source states about a place, and how far it is believed.</summary>
public sealed record Statement(PlaceFacts Facts, int SourceId, int Trust, DateOnly? ConfirmedOn)
{
    /// <summary>A coordinator's word about some facts: it corrects a place and is none by itself.</summary>
    public bool IsPartial => Facts.Confirmation is { IsWhole: false };

    /// <summary>The hub says that nobody knows: what older statements say of it no longer holds.</summary>
    public bool Hides(string fact) => Facts.Unknown?.Contains(fact) == true;
}

/// <summary>A merged place: the facts held to be true, and where each comes from.</summary>
/// <param name="Provenance">By fact name in snake_case; <c>*</c> stands for every fact not named.</param>
/// <param name="ConfirmedOn">The latest day any statement was confirmed.</param>
public sealed record MergedPlace(PlaceFacts Facts, Dictionary<string, Provenance> Provenance, DateOnly? ConfirmedOn);

/// <summary>Makes one place of what several sources state: per fact the more trusted wins, then the fresher.</summary>
public static class MergeRules
{
    /// <summary>From here on a source is a person's word: its opening days stand against another's hours.</summary>
    private const int PersonsWordTrust = 90;

    /// <summary>Merges at least one statement. The order given settles what trust and date leave open.</summary>
    public static MergedPlace Merge(IReadOnlyList<Statement> statements)
    {
        if (statements.Count == 1)
        {
            Statement only = statements[0];
            return new MergedPlace(only.Facts.Confirmation is null ? only.Facts : only.Facts with { Confirmation = null, Unknown = null }, new() { ["*"] = new Provenance(only.SourceId, only.ConfirmedOn) }, only.ConfirmedOn);
        }

        List<Statement> ranked =
        [
            .. statements.Select((said, at) => (Said: said, At: at)).OrderByDescending(one => one.Said.Trust).ThenByDescending(one => one.Said.ConfirmedOn ?? DateOnly.MinValue)
                .ThenByDescending(one => one.Said.Facts.Confirmation is null ? -1 : one.At).Select(one => one.Said), // Of the hub's words of one day the later one.
        ];
        Choice choice = new(ranked);
        string? hours = HoursOf(choice);
        Statement? address = AddressOf(choice);
        string? services = ServicesOf(choice);
        (Dictionary<CapabilityKind, CapabilityLevel>? capabilities, Dictionary<CapabilityKind, string>? notes) = CapabilitiesOf(choice);
        PlaceFacts facts = Plain(choice, address?.Facts ?? new PlaceFacts()) with
        {
            Services = services,
            Hours = hours,
            ServiceHours = hours is null ? null : ServiceHoursOf(choice.Ranked, ServiceSet.Parse(services ?? ""), hours),
            Capabilities = capabilities,
            CapabilityNotes = notes,
        };
        return new MergedPlace(WithPoint(facts, choice, address), choice.Provenance, ranked.Max(said => said.ConfirmedOn));
    }

    private static PlaceFacts Plain(Choice choice, PlaceFacts address) => new()
    {
        Name = choice.First("name", facts => facts.Name),
        NameKana = choice.First("name_kana", facts => facts.NameKana),
        FormerNames = choice.First("former_names", facts => facts.FormerNames),
        PostalCode = choice.First("postal_code", facts => facts.PostalCode),
        Prefecture = choice.First("prefecture", facts => facts.Prefecture),
        Municipality = address.Municipality,
        Town = address.Town,
        AddressRest = address.AddressRest,
        Phone = choice.First("phone", facts => facts.Phone),
        Fax = choice.First("fax", facts => facts.Fax),
        Web = choice.First("web", facts => facts.Web),
        HoursNote = choice.First("hours_note", facts => facts.HoursNote),
        ContactWindows = choice.First("contact_windows", facts => facts.ContactWindows),
        HouseCalls = choice.FirstValue("house_calls", facts => facts.HouseCalls),
        HomeVisits = choice.FirstValue("home_visits", facts => facts.HomeVisits),
        EndOfLifeCare = choice.FirstValue("end_of_life_care", facts => facts.EndOfLifeCare),
        HomeCareClass = choice.FirstValue("home_care_class", facts => facts.HomeCareClass),
        Answers24h = choice.FirstValue("answers24h", facts => facts.Answers24h),
        AcceptingNew = choice.FirstValue("accepting_new", facts => facts.AcceptingNew),
        AcceptingNote = choice.First("accepting_note", facts => facts.AcceptingNote),
        IsClosed = choice.FirstValue("closed", facts => facts.IsClosed),
        FemaleStaff = choice.FirstValue("female_staff", facts => facts.FemaleStaff),
        ServiceArea = choice.First("service_area", facts => facts.ServiceArea),
        Capacity = choice.FirstValue("capacity", facts => facts.Capacity),
        Departments = choice.First("departments", facts => facts.Departments),
        Scope = choice.FirstValue("scope", facts => facts.Scope),
        MedicalCode = choice.First("medical_code", facts => facts.MedicalCode),
        CareNumber = choice.First("care_number", facts => facts.CareNumber),
        Note = choice.First("note", facts => facts.Note),
    };

    /// <summary>An address is taken whole: the town of one source with the block of another would be no address.</summary>
    private static Statement? AddressOf(Choice choice)
    {
        Statement? best = choice.Ranked.FirstOrDefault(said => said.Facts is { Municipality: not null, Town: not null, AddressRest: not null })
            ?? choice.Ranked.FirstOrDefault(said => said.Facts is { Municipality: not null, Town: not null })
            ?? choice.Ranked.FirstOrDefault(said => said.Facts.Municipality is not null);
        best = choice.Ranked.FirstOrDefault(said => said.IsPartial && said.Facts.Municipality is not null) ?? best; // Who moved does not keep the house number.
        if (best is not null)
        {
            choice.Credit("municipality", best);
            choice.Credit("town", best);
            choice.Credit("address_rest", best);
        }

        return best;
    }

    /// <summary>A door beats the middle of town whoever says so; among equals the usual order. A false coordinate is none and never gets here.</summary>
    /// <param name="address">Whose address holds: where a coordinator corrected it, a point of the old one would lead to the wrong door.</param>
    private static PlaceFacts WithPoint(PlaceFacts facts, Choice choice, Statement? address)
    {
        Statement? hidden = choice.Ranked.Find(said => said.Hides("latitude"));
        List<Statement> known = [.. choice.Ranked.TakeWhile(said => said != hidden)];
        // The hub's own point holds until the hub itself says that the place is elsewhere.
        Statement? best = known.Find(said => said.IsPartial && (said.Facts.Latitude is not null || said.Facts.Municipality is not null)) is { Facts.Latitude: not null } pointed ? pointed
            : known.Where(said => said.Facts is { Latitude: not null, Longitude: not null } && (address is not { IsPartial: true } || IsOneAddress(said.Facts, address.Facts)))
                .MaxBy(said => said.Facts.Precision ?? Precision.Unknown);
        if (hidden is not null)
        {
            choice.Credit("latitude", hidden);
        }

        if (best is null)
        {
            return facts;
        }

        choice.Credit("latitude", best);
        choice.Credit("longitude", best);
        choice.Credit("precision", best);
        return facts with { Latitude = best.Facts.Latitude, Longitude = best.Facts.Longitude, Precision = best.Facts.Precision };
    }

    /// <summary>Does one source's address lead to the house of another's?</summary>
    public static bool IsOneAddress(PlaceFacts one, PlaceFacts other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Municipality == other.Municipality && AddressRules.PointOf(one.Town, one.AddressRest) == AddressRules.PointOf(other.Town, other.AddressRest);
    }

    /// <summary>Each register knows its own services; a coordinator who was told all of them says all of them.</summary>
    private static string? ServicesOf(Choice choice)
    {
        if (choice.Ranked.Find(said => said.IsPartial && said.Facts.Services is not null) is { } told)
        {
            choice.Credit("services", told);
            return told.Facts.Services;
        }

        ServiceSet all = choice.Ranked.Aggregate(ServiceSet.Empty, (set, said) => set.Union(said.Facts.ServiceSet));
        choice.First("services", facts => facts.Services);
        return all.IsEmpty ? null : all.ToString();
    }

    private static string? HoursOf(Choice choice)
    {
        Statement? best = BestHours(choice.Ranked);
        if (choice.Ranked.Find(said => said.Hides("hours")) is { } hiding)
        {
            choice.Credit("hours", hiding);
        }

        if (best is not null)
        {
            choice.Credit("hours", best);
        }

        return best?.Facts.Hours;
    }

    /// <summary>Hours by the clock tell more than "open that day", unless a person said the latter.</summary>
    private static Statement? BestHours(IReadOnlyList<Statement> all)
    {
        Statement[] ranked = [.. all.TakeWhile(said => !said.Hides("hours"))];
        return Array.Find(ranked, said => said.Facts.Hours is not null && said.Trust >= PersonsWordTrust)
            ?? Array.Find(ranked, said => said.Facts.Hours?.AsSpan().IndexOfAny(':', '時') >= 0)
            ?? Array.Find(ranked, said => said.Facts.Hours is not null);
    }

    /// <summary>A register states hours for the service it registers: of the others it says nothing.</summary>
    private static Dictionary<string, string>? ServiceHoursOf(List<Statement> ranked, ServiceSet services, string usual)
    {
        Dictionary<string, string>? differing = null;
        foreach (ServiceKind kind in services.Kinds())
        {
            string own = BestHours([.. ranked.Where(said => said.IsPartial || SpeaksFor(said.Facts.ServiceSet, kind))])?.Facts.Hours ?? "";
            if (own != usual)
            {
                (differing ??= new(StringComparer.Ordinal))[kind.Id()] = own;
            }
        }

        return differing;
    }

    /// <summary>A statement without a service (an hours file) speaks for the whole place, and a clinic's or hospital's for its doctors who visit.</summary>
    private static bool SpeaksFor(ServiceSet stated, ServiceKind kind) =>
        stated.IsEmpty || stated.Contains(kind) || (kind == ServiceKind.HomeVisitDoctor && stated.Overlaps(ServiceSet.Of(ServiceKind.Clinic, ServiceKind.Hospital)));

    private static (Dictionary<CapabilityKind, CapabilityLevel>? Levels, Dictionary<CapabilityKind, string>? Notes) CapabilitiesOf(Choice choice)
    {
        Dictionary<CapabilityKind, CapabilityLevel>? levels = null;
        Dictionary<CapabilityKind, string>? notes = null;
        HashSet<CapabilityKind> hidden = [];
        foreach (Statement said in choice.Ranked)
        {
            foreach ((CapabilityKind kind, CapabilityLevel level) in said.Facts.Capabilities ?? new Dictionary<CapabilityKind, CapabilityLevel>())
            {
                if (level != CapabilityLevel.Unknown && !hidden.Contains(kind) && (levels ??= []).TryAdd(kind, level))
                {
                    choice.Credit("capabilities." + kind.Id(), said);
                    if (said.Facts.CapabilityNotes?.GetValueOrDefault(kind) is { } note)
                    {
                        (notes ??= [])[kind] = note;
                    }
                }
            }

            hidden.UnionWith(CapabilityKinds.All.Where(kind => said.Facts.Unknown is not null && said.Hides("capabilities." + kind.Id())));
        }

        return (levels is { Count: 0 } ? null : levels, notes);
    }

    /// <summary>Takes the first statement that speaks of a fact, and remembers whose it was.</summary>
    private sealed class Choice
    {
        private readonly Provenance _usual;

        public Choice(List<Statement> ranked)
        {
            Ranked = ranked;
            Statement usual = ranked.Find(said => !said.IsPartial) ?? ranked[0]; // Who corrected a number does not vouch for the rest.
            _usual = new Provenance(usual.SourceId, usual.ConfirmedOn);
            Provenance = new(StringComparer.Ordinal) { ["*"] = _usual };
        }

        public List<Statement> Ranked { get; }

        public Dictionary<string, Provenance> Provenance { get; }

        public T? First<T>(string name, Func<PlaceFacts, T?> fact)
            where T : class
        {
            foreach (Statement said in Ranked)
            {
                if (fact(said.Facts) is { } value)
                {
                    Credit(name, said);
                    return value;
                }

                if (said.Hides(name))
                {
                    Credit(name, said);
                    return null;
                }
            }

            return null;
        }

        public T? FirstValue<T>(string name, Func<PlaceFacts, T?> fact)
            where T : struct
        {
            foreach (Statement said in Ranked)
            {
                if (fact(said.Facts) is { } value)
                {
                    Credit(name, said);
                    return value;
                }

                if (said.Hides(name))
                {
                    Credit(name, said);
                    return null;
                }
            }

            return null;
        }

        public void Credit(string name, Statement said)
        {
            Provenance whose = new(said.SourceId, said.ConfirmedOn);
            if (whose != _usual)
            {
                Provenance[name] = whose;
            }
        }
    }
}
