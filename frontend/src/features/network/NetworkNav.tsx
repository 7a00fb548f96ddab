import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useNetworkTexts } from "@/i18n/network";
import { isCoordinator, meQuestion } from "@/lib/me";
import { PLACE, PLACES } from "@/ui/parts/places";
import type { NetworkState } from "./state";

interface Props {
  /** The network that is looked at. */
  cluster: string;
  group: string | undefined;
}

/** The way between the pages of one network. */
export function NetworkNav({ cluster, group }: Props) {
  const { nav } = useNetworkTexts();
  const me = useQuery(meQuestion);
  const options = { includeSearch: false, exact: true };
  const search: NetworkState = { group };
  return (
    <nav aria-label={nav.label} className={PLACES}>
      <ul className="flex flex-wrap gap-x-6">
        <li>
          <Link activeOptions={options} className={PLACE} to="/networks">
            {nav.all}
          </Link>
        </li>
        <li>
          <Link
            activeOptions={options}
            className={PLACE}
            params={{ cluster }}
            search={search}
            to="/networks/$cluster"
          >
            {nav.graph}
          </Link>
        </li>
        {isCoordinator(me.data) && (
          <>
            <li>
              <Link
                activeOptions={options}
                className={PLACE}
                params={{ cluster }}
                search={search}
                to="/networks/$cluster/fixation"
              >
                {nav.fixation}
              </Link>
            </li>
            <li>
              <Link activeOptions={options} className={PLACE} to="/networks/exposure">
                {nav.exposure}
              </Link>
            </li>
          </>
        )}
      </ul>
    </nav>
  );
}
