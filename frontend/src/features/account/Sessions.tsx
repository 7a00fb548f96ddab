import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useMoment } from "@/i18n/moment";
import { Failure } from "@/ui/Failure";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Done } from "@/ui/forms/Done";
import { Refused } from "@/ui/forms/Refused";
import { Section } from "@/ui/parts/Section";
import { OUTLINE } from "@/ui/styles";
import { type Column, DataTable } from "@/ui/tables/DataTable";
import { browserName } from "./browserName";
import { useDeparture } from "./coming";
import { endSession, sessionsQuestion, signOut, signOutEverywhere } from "./questions";

/** Where one is signed in, and the ways out. */
export function Sessions() {
  const { account, signing } = useAccountTexts();
  const moment = useMoment();
  const client = useQueryClient();
  const depart = useDeparture();
  const [isEnded, setEnded] = useState(false);
  const sessions = useQuery(sessionsQuestion);
  const leave = useMutation({ mutationFn: signOut, onSuccess: depart });
  if (sessions.isError) {
    return <Failure error={sessions.error} retry={() => sessions.refetch()} />;
  }

  const name = (item: SessionOut) => browserName(item.browser) ?? account.unknownBrowser;
  const columns: Column<SessionOut>[] = [
    { head: account.browser, cell: name },
    { head: account.begun, cell: (item) => moment(item.begun_at) },
    { head: account.seen, cell: (item) => moment(item.seen_at) },
    {
      head: account.action,
      cell: (item) =>
        item.is_this_one ? (
          account.here
        ) : (
          <AskFirst
            act={() => endSession(item.session_ref)}
            label={account.end}
            of={account.of(name(item))}
            onDone={() => {
              setEnded(true);
              client.invalidateQueries(sessionsQuestion);
            }}
            title={account.endTitle}
          >
            <p>
              {name(item)} {moment(item.begun_at)}
            </p>
          </AskFirst>
        ),
    },
  ];
  return (
    <Section title={account.sessions}>
      <Done>{isEnded && account.ended}</Done>
      <DataTable
        caption={account.sessions}
        columns={columns}
        keyOf={(item) => item.session_ref}
        rows={sessions.data?.items ?? []}
      />
      {leave.isError && <Refused error={leave.error} />}
      <div className="flex flex-wrap gap-3">
        <button className={OUTLINE} onClick={() => leave.mutate()} type="button">
          {signing.signOut}
        </button>
        <AskFirst
          act={async () => {
            await signOutEverywhere();
            await depart();
          }}
          isButton
          label={account.everywhere}
          title={account.everywhereTitle}
        >
          <p>{account.everywhereLead}</p>
        </AskFirst>
      </div>
    </Section>
  );
}
