namespace Zaitaku.Storage.DirectorySearch;

/// <summary>What one source states about a place, and how far it is believed.</summary>
public sealed record Statement(PlaceFacts Facts, int SourceId, int Trust, DateOnly? ConfirmedOn);

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
            return new MergedPlace(only.Facts, new() { ["*"] = new Provenance(only.SourceId, only.ConfirmedOn) }, only.ConfirmedOn);
        }

        List<Statement> ranked = [.. statements.OrderByDescending(said => said.Trust).ThenByDescending(said => said.ConfirmedOn ?? DateOnly.MinValue)];
        Choice choice = new(ranked);
        string? hours = HoursOf(choice);
        PlaceFacts facts = Plain(choice, AddressOf(choice)) with
        {
            Services = ServicesOf(choice),
            Hours = hours,
            ServiceHours = hours is null ? null : ServiceHoursOf(choice.Ranked, hours),
            Capabilities = CapabilitiesOf(choice),
        };
        return new MergedPlace(WithPoint(facts, choice), choice.Provenance, ranked.Max(said => said.ConfirmedOn));
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
    private static PlaceFacts AddressOf(Choice choice)
    {
        Statement? best = choice.Ranked.FirstOrDefault(said => said.Facts is { Municipality: not null, Town: not null, AddressRest: not null })
            ?? choice.Ranked.FirstOrDefault(said => said.Facts is { Municipality: not null, Town: not null })
            ?? choice.Ranked.FirstOrDefault(said => said.Facts.Municipality is not null);
        if (best is null)
        {
            return new PlaceFacts();
        }

        choice.Credit("municipality", best);
        choice.Credit("town", best);
        choice.Credit("address_rest", best);
        return best.Facts;
    }

    /// <summary>A door beats the middle of town whoever says so; among equals the usual order. A false coordinate is none and never gets here.</summary>
    private static PlaceFacts WithPoint(PlaceFacts facts, Choice choice)
    {
        Statement? best = choice.Ranked.Where(said => said.Facts is { Latitude: not null, Longitude: not null })
            .MaxBy(said => said.Facts.Precision ?? Precision.Unknown);
        if (best is null)
        {
            return facts;
        }

        choice.Credit("latitude", best);
        choice.Credit("longitude", best);
        choice.Credit("precision", best);
        return facts with { Latitude = best.Facts.Latitude, Longitude = best.Facts.Longitude, Precision = best.Facts.Precision };
    }

    private static string? ServicesOf(Choice choice)
    {
        ServiceSet all = choice.Ranked.Aggregate(ServiceSet.Empty, (set, said) => set.Union(said.Facts.ServiceSet));
        choice.First("services", facts => facts.Services);
        return all.IsEmpty ? null : all.ToString();
    }

    private static string? HoursOf(Choice choice)
    {
        Statement? best = BestHours(choice.Ranked);
        if (best is not null)
        {
            choice.Credit("hours", best);
        }

        return best?.Facts.Hours;
    }

    /// <summary>Hours by the clock tell more than "open that day", unless a person said the latter.</summary>
    private static Statement? BestHours(IReadOnlyList<Statement> ranked) =>
        ranked.FirstOrDefault(said => said.Facts.Hours is not null && said.Trust >= PersonsWordTrust)
        ?? ranked.FirstOrDefault(said => said.Facts.Hours?.AsSpan().IndexOfAny(':', '時') >= 0)
        ?? ranked.FirstOrDefault(said => said.Facts.Hours is not null);

    /// <summary>A register states hours for the service it registers: of the others it says nothing.</summary>
    private static Dictionary<string, string>? ServiceHoursOf(List<Statement> ranked, string usual)
    {
        Dictionary<string, string>? differing = null;
        foreach (ServiceKind kind in ranked.Aggregate(ServiceSet.Empty, (set, said) => set.Union(said.Facts.ServiceSet)).Kinds())
        {
            string own = BestHours([.. ranked.Where(said => SpeaksFor(said.Facts.ServiceSet, kind))])?.Facts.Hours ?? "";
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

    private static Dictionary<CapabilityKind, CapabilityLevel>? CapabilitiesOf(Choice choice)
    {
        Dictionary<CapabilityKind, CapabilityLevel>? all = null;
        foreach (Statement said in choice.Ranked)
        {
            foreach ((CapabilityKind kind, CapabilityLevel level) in said.Facts.Capabilities ?? new Dictionary<CapabilityKind, CapabilityLevel>())
            {
                if (level != CapabilityLevel.Unknown && (all ??= []).TryAdd(kind, level))
                {
                    choice.Credit("capabilities." + kind.Id(), said);
                }
            }
        }

        return all;
    }

    /// <summary>Takes the first statement that speaks of a fact, and remembers whose it was.</summary>
    private sealed class Choice
    {
        private readonly Provenance _usual;

        public Choice(List<Statement> ranked)
        {
            Ranked = ranked;
            _usual = new Provenance(ranked[0].SourceId, ranked[0].ConfirmedOn);
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
